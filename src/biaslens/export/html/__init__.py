"""Pages for reading in a browser: one file each, which needs nothing from anywhere else."""
