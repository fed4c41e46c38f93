# Reads Cobertura reports of several test projects and says which part of the lines of src/ any of them ran.
# A line that two projects ran counts once.
/<class / {
  match($0, /filename="[^"]*"/)
  file = substr($0, RSTART + 10, RLENGTH - 11)
  ours = file ~ /(^|\/)src\/Notify\.Sdk[^\/]*\// && file !~ /\/obj\//
}
ours && /<line / {
  match($0, /number="[0-9]+"/)
  key = file ":" substr($0, RSTART + 8, RLENGTH - 9)
  seen[key] = 1
  if ($0 ~ /hits="[1-9]/) ran[key] = 1
}
END {
  for (key in seen) { lines++; covered += (key in ran) }
  if (lines) printf "coverage: %.1f %% of %d lines in src\n", 100 * covered / lines, lines
  else print "coverage: no report was written"
}
