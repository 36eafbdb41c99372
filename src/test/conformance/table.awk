# Says of every scenario on standard input how it ended according to the suite's log, two a line, and counts.
# Fails unless each passed or is excused; one that checked nothing has not passed.
BEGIN {
  while ((getline line < log_file) > 0) {
    if (line ~ /^✓ [^ ]+: [1-9][0-9]* passed, 0 failed/) { split(line, word, /[ :]/); outcome[word[2]] = "passed" }
    if (line ~ /^Running client scenario /) { split(line, word, "'"); running = word[2] }
    if (line ~ /^Passed: [1-9][0-9]*\/[0-9]+, 0 failed, 0 warnings/) outcome[running] = "passed"
    if (line ~ /^  ~ /) outcome[substr(line, 5)] = "excused"
  }
  print "== " of
}
{
  result = ($1 in outcome) ? outcome[$1] : "FAILED"
  count[result]++
  printf NR % 2 ? "%-8s%-47s" : "%-8s%s\n", result, $1
}
END {
  if (NR % 2) print ""
  printf "%d passed, %d excused, %d failed\n", count["passed"], count["excused"], count["FAILED"]
  exit NR == 0 || count["FAILED"] > 0
}
