package dev.loqa.cli.text;

import java.util.ArrayList;
import java.util.List;

/// Rows in aligned columns. Numbers (cells that start with a digit in a column whose head starts
/// with `>`) stand at the right.
public final class Table {
  private static final int WIDEST = 72;

  private final List<String> heads;
  private final List<List<String>> rows = new ArrayList<>();

  private Table(List<String> heads) {
    this.heads = heads;
  }

  /// A table with these column heads; `>` before a head aligns its column to the right.
  public static Table of(String... heads) {
    return new Table(List.of(heads));
  }

  /// Adds a row; it has as many cells as there are heads.
  public Table row(Object... cells) {
    if (cells.length != heads.size()) {
      throw new IllegalArgumentException(
          cells.length + " cells for " + heads.size() + " columns: give one for each");
    }
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(cut(String.valueOf(cell)));
    }
    rows.add(row);
    return this;
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /// The lines, heads first, without trailing blanks.
  public List<String> lines() {
    int[] widths = new int[heads.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = head(i).length();
      for (List<String> row : rows) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < heads.size(); i++) {
      names.add(head(i));
    }
    lines.add(line(names, widths));
    rows.forEach(row -> lines.add(line(row, widths)));
    return lines;
  }

  private String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      String pad = " ".repeat(widths[i] - cell.length());
      line.append(i == 0 ? "" : "  ");
      line.append(right(i) ? pad + cell : cell + pad);
    }
    return line.toString().stripTrailing();
  }

  private boolean right(int column) {
    return heads.get(column).startsWith(">");
  }

  private String head(int column) {
    String head = heads.get(column);
    return right(column) ? head.substring(1) : head;
  }

  private static String cut(String cell) {
    String line = cell.replaceAll("\\R", " ");
    return line.length() <= WIDEST ? line : line.substring(0, WIDEST - 1) + "…";
  }
}
