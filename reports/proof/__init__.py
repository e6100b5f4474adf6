"""Is a finished file what was meant?"""
