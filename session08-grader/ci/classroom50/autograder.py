"""An autograder for Classroom 50: the grader's marks as the result.json that its runner collects.

Copy this file and the folder session08-grader/target/grader to CLASSROOM/autograders/ASSIGNMENT/ of the
configuration repository, and ask for JDK 25 in the assignment's runtime: { "java": "25" }.

The runner starts it in the student's checkout, with the identity of the submission in the environment. An exit code
other than 0 is an error of the grader's, and gives no mark.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

grader = ["java", "-jar", str(Path(__file__).resolve().parent / "grader" / "grader.jar")]
exercise = os.environ.get("EXERCISE", "all")

with tempfile.TemporaryDirectory() as scratch:
    folder = Path(scratch)
    # The grader takes a folder of submissions; this is one of one. It follows no link, and neither does the copy.
    submissions = folder / "submissions"
    shutil.copytree(Path.cwd(), submissions / "submission", symlinks=True, ignore=shutil.ignore_patterns(".git"))
    subprocess.run(
        grader
        + ["grade", "--exercise", exercise, "--submissions", str(submissions), "--out", str(folder / "out")],
        check=True,
    )
    merged = subprocess.run(
        grader + ["merge", str(folder / "out"), "--classroom50", str(folder / "classroom50")], check=False
    )
    result = folder / "classroom50" / "submission" / "result.json"
    if merged.returncode != 0 or not result.is_file():
        sys.exit("no mark: the grader failed, and this is to be run again")
    shutil.copyfile(result, "result.json")
