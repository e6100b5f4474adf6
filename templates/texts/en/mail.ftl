## Messages to the coordinators

mail-subject = { $study } ({ $edition }) – the report of the { unit } { $name }
mail-subject-corrected = { $subject } – corrected
mail-subject-rehearsal = [REHEARSAL, not for the { unit }] { $subject }
mail-salutation = Dear Sir or Madam
mail-rehearsal = This is a rehearsal to a test address. When it is sent for real, this message goes to { $email }.
mail-lead = Attached is the report with the results of your { unit } ({ $name }) in the study “{ $study }”, edition { $edition }.
mail-corrected = This is a corrected version of the report that we sent before. Please use this one.
mail-about = It shows the results of the { unit } beside the group, and the actions worth beginning with. The numbers of the tables are also in a workbook attached to the PDF file.
mail-encrypted = The file is encrypted. We will give you the password by telephone or text message, never by e-mail.
mail-signed = The file is signed by the publisher. A PDF program shows whether anybody has changed it since.
mail-confidential = The results are confidential and meant only for the { reader } of this { unit }. If this message has reached you by mistake, please pass it to nobody, delete it with the attachment, and write to us: { $email }.
mail-questions = We answer questions at { $email }. There you can also ask for the report in another form, one that suits a screen reader better for instance.
mail-closing = Yours faithfully
mail-fictional = Sample data: all { units }, people and numbers are fictional.
