"""What leaves the house: chronologies, briefings, pictures, statistics and evidence, all made from the record alone."""
