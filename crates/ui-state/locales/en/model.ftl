# Texts of the page. *…* is emphasis, !…! a shortfall, ~…~ an assumption.

