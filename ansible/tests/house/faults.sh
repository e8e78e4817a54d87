# shellcheck shell=sh
# What goes wrong in houses, made to happen.

every_fault=""
