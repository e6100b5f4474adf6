import java.io.FileInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Judges files with veraPDF: java -cp JAR Vera.java PDFA-3A,PDFUA-1 FILE...
 *
 * Prints a line per profile and file with the number of checks made, then a line per broken rule. The
 * exit status is 1 where a rule is broken or no check was made. The profiles are read here, because the
 * library's own reader needs a JAXB implementation that the jar does not bring.
 */
public class Vera {
    public static void main(String[] args) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        boolean sound = args.length > 1;
        for (String name : args[0].split(",")) {
            ValidationProfile profile = profile(name);
            for (int i = 1; i < args.length; i++) {
                sound &= judge(name, profile, args[i]);
            }
        }
        System.exit(sound ? 0 : 1);
    }

    private static boolean judge(String name, ValidationProfile profile, String file) throws Exception {
        try (InputStream in = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(in, profile.getPDFAFlavour());
                PDFAValidator validator = ValidatorFactory.createValidator(profile, -1, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            Map<String, String> broken = new TreeMap<>();
            for (TestAssertion check : result.getTestAssertions()) {
                if (check.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = check.getRuleId().getClause() + "-" + check.getRuleId().getTestNumber();
                    broken.putIfAbsent(rule, check.getErrorMessage() + " at " + check.getLocation().getContext());
                }
            }
            boolean sound = result.isCompliant() && result.getTotalAssertions() > 0;
            System.out.println(
                    file + " " + name + " " + (sound ? "passes" : "fails")
                    + ": " + result.getTotalAssertions() + " checks, " + profile.getRules().size() + " rules");
            broken.forEach((rule, message) -> System.out.println("  " + rule + " " + message));
            return sound;
        }
    }

    private static ValidationProfile profile(String name) throws Exception {
        String place = "/org/verapdf/pdfa/validation/" + name + ".xml";
        try (InputStream in = PDFAFlavour.class.getResourceAsStream(place)) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            Element root = factory.newDocumentBuilder().parse(in).getDocumentElement();
            Set<Rule> rules = new HashSet<>();
            for (Element rule : all(root, "rule")) {
                Element id = all(rule, "id").get(0);
                List<ErrorArgument> arguments = new ArrayList<>();
                for (Element argument : all(rule, "argument")) {
                    arguments.add(ErrorArgumentImpl.fromValues(argument.getTextContent(), null, null));
                }
                rules.add(Profiles.ruleFromValues(
                        Profiles.ruleIdFromValues(
                                PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                                id.getAttribute("clause"),
                                Integer.parseInt(id.getAttribute("testNumber"))),
                        rule.getAttribute("object"),
                        Boolean.valueOf(rule.getAttribute("deferred")),
                        rule.getAttribute("tags"),
                        text(rule, "description"),
                        text(rule, "test"),
                        Profiles.errorFromValues(text(rule, "message"), arguments),
                        new ArrayList<>()));
            }
            Set<Variable> variables = new HashSet<>();
            for (Element variable : all(root, "variable")) {
                variables.add(Profiles.variableFromValues(
                        variable.getAttribute("name"),
                        variable.getAttribute("object"),
                        text(variable, "defaultValue"),
                        text(variable, "value")));
            }
            return Profiles.profileFromValues(
                    PDFAFlavour.valueOf(root.getAttribute("flavour")),
                    Profiles.profileDetailsFromValues(name, name, "veraPDF", new Date(0)),
                    "", rules, variables);
        }
    }

    private static String text(Element parent, String tag) {
        return all(parent, tag).get(0).getTextContent().strip();
    }

    private static List<Element> all(Element parent, String tag) {
        NodeList nodes = parent.getElementsByTagName(tag);
        List<Element> found = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }
}
