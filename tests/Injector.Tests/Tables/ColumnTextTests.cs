using Injector.Output;

namespace Injector.Tests.Tables;

public sealed class ColumnTextTests
{
    [Fact]
    public void Columns_are_as_wide_as_their_widest_cell_and_no_line_ends_in_spaces() => Written(new ColumnText(), ["a", "bb", "c"], ["aaa", "b", ""], ["", "", "below c"]).ShouldBe(
        """
        a    bb  c
        aaa  b
                 below c

        """);

    [Fact]
    public void A_heading_between_lines_is_no_column() => Written(new ColumnText(), ["A heading that is long"], ["a", "b"], [], ["c", "d"]).ShouldBe(
        """
        A heading that is long
        a  b

        c  d

        """);

    [Fact]
    public void The_first_column_may_be_wider_than_what_it_holds() => Written(new ColumnText { MinFirstWidth = 7 }, ["ok", "b"]).ShouldBe("ok       b\n");

    [Fact]
    public void What_does_not_fit_a_terminal_goes_on_below_itself() => Written(new ColumnText { Width = 24 }, ["name", "one two three four five"], ["n", "six"]).ShouldBe(
        """
        name  one two three four
              five
        n     six

        """);

    [Fact]
    public void A_word_keeps_its_letters_together_and_a_narrow_terminal_is_left_to_wrap() => Written(new ColumnText { Width = 8 }, ["name", "abcdefghijklmnopqrstuvwxyz and more of it"]).ShouldBe(
        """
        name  abcdefghijklmnopqrstuvwxyz
              and more of it

        """);

    private static string Written(ColumnText lines, params string[][] rows)
    {
        using var text = new StringWriter { NewLine = "\n" };
        foreach (var row in rows)
        {
            lines.Add([.. row.Select(cell => (PaintedText)cell)]);
        }

        lines.Write(new DisplayWriter(text));
        return text.ToString();
    }
}
