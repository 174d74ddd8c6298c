"""What the Lab and the Threads view show, as values: statistics, charts as SVG and as text."""
