"""How what others download is made: `build.spec` collects the program, and `python3 -m package` packs it."""
