"""How much is read before reading stops: bounds on memory and time whatever a file holds."""

LARGEST_UPLOAD_BYTES = 8 * 1024 * 1024
"""What a page takes: a browser's file is held whole in memory and kept for a day."""
LARGEST_FILE_BYTES = 4 * 1024 * 1024
LARGEST_DOCUMENT_BYTES = 64 * 1024 * 1024
LARGEST_FOLDER_BYTES = 64 * 1024 * 1024
MOST_FILES = 20_000
MOST_VALUES_IN_FILE = 200_000
MOST_VALUES_IN_FOLDER = 1_000_000
MOST_VALUES_IN_DOCUMENT = 2_000_000
DEEPEST = 64
LONGEST_NAME = 100
LONGEST_PATH = 400
LONGEST_DIGITS = 30
MOST_PROBLEMS_OF_A_FILE = 500
MOST_COMPARISONS = 200_000
"""So many codes are compared with those that name nothing, to say which were meant."""
LARGEST_OFFICE_BYTES = 32 * 1024 * 1024
LARGEST_UNPACKED_BYTES = 256 * 1024 * 1024
LARGEST_UNPACKED_TIMES = 200
MOST_OFFICE_PARTS = 2_000
MOST_SHEETS = 200
MOST_ROWS_OF_SHEET = 200_000
MOST_CELLS_OF_WORKBOOK = 1_000_000
MOST_LETTERS_OF_WORKBOOK = 64 * 1024 * 1024
"""Many cells may share one long text, which takes little room in the file and much once it is read."""
MOST_MERGES = 1_000
MOST_TABLE_ROWS = 20_000
MOST_TABLE_COLUMNS = 256
MOST_TABLE_CELLS = 1_000_000
"""In all tables of one file, empty ones between and those that merged cells repeat in too."""
MOST_TABLES = 200
MOST_HEADINGS = 2_000
MOST_PLAN_ROWS = 2_000
MOST_PLAN_SETS = 100
MOST_SENTENCES = 5_000
LONGEST_TABLE_CELL = 2_000
LONGEST_CELL = 32_767
