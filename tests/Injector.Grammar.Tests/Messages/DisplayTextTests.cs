using Injector.Grammar.Messages;
using Injector.Testing.Hostile;
using Injector.Testing.RandomPods;

namespace Injector.Grammar.Tests.Messages;

public sealed class DisplayTextTests
{
    [Theory]
    [InlineData("x\u001b[31mRED\u001b]0;t\u0007", "x\\u001b[31mRED\\u001b]0;t\\u0007")]
    [InlineData("a\nb\r\nc\td", "a\\nb\\r\\nc\\td")]
    [InlineData("\u009b2J\u0085\u007f\0", "\\u009b2J\\u0085\\u007f\\u0000")]
    [InlineData("a\u2028b\u2029", "a\\u2028b\\u2029")]
    [InlineData("\u061c\u200e\u200f\u202a\u202e\u2066\u2069", "\\u061c\\u200e\\u200f\\u202a\\u202e\\u2066\\u2069")]
    [InlineData("\u200b\u200d\ufeff\u2060\u00ad\u3164\u034f", "\\u200b\\u200d\\ufeff\\u2060\\u00ad\\u3164\\u034f")]
    [InlineData("a\U000e0041b", "a\\U000e0041b")]
    public void Shows_what_a_terminal_would_obey_or_nobody_would_see(string text, string shown) => DisplayText.Of(text).ToString().ShouldBe(shown);

    // No theory: the text of an attribute is stored as UTF-8, which cannot carry it.
    [Fact]
    public void Shows_half_of_a_surrogate_pair() => DisplayText.Of("a\ud83db\ude00").ToString().ShouldBe("a\\ud83db\\ude00");

    [Theory]
    [InlineData("annotation injector.io/inject: \"a\\b\" → c…")]
    [InlineData("é日本😀 ⚠\ufe0f x\u00a0y")]
    [InlineData("")]
    public void Text_that_needs_nothing_is_the_string_that_came_in(string text) => DisplayText.Of(text).ToString().ShouldBeSameAs(text);

    [Fact]
    public void Escaping_twice_changes_nothing_and_every_cut_is_safe()
    {
        for (var seed = 1; seed <= 500; seed++)
        {
            var text = HostileText.Of(new Dice(seed), halves: true);
            var shown = DisplayText.Of(text);

            HostileText.FoundIn(shown, lines: false).ShouldBeEmpty($"seed {seed}");
            DisplayText.Of(shown.ToString()).ToString().ShouldBeSameAs(shown.ToString());
            for (var length = 1; length < shown.Length; length++)
            {
                var cut = shown.Cut(length);
                cut.Length.ShouldBeInRange(1, length);
                cut.ToString().ShouldEndWith("…");
                HostileText.FoundIn(cut, lines: false).ShouldBeEmpty($"seed {seed} at {length}");
                System.Text.Encoding.UTF8.GetByteCount(shown.Bound(length + 3).ToString()).ShouldBeLessThanOrEqualTo(length + 3);
            }
        }
    }

    [Theory]
    [InlineData("ab\u001bcd", 8, "ab…")]
    [InlineData("ab\u001bcd", 9, "ab\\u001b…")]
    [InlineData("ab\U000e0041cd", 12, "ab…")]
    [InlineData("ab\U000e0041cd", 13, "ab\\U000e0041…")]
    [InlineData("ab\ncd", 4, "ab…")]
    [InlineData("ab😀cd", 4, "ab…")]
    public void A_cut_splits_neither_an_escape_nor_a_pair(string text, int length, string cut) => DisplayText.Of(text).Cut(length).ToString().ShouldBe(cut);

    [Fact]
    public void Only_lines_of_our_own_break()
    {
        DisplayText.Lines((IEnumerable<string>)["one\nforged", "two"]).ToString().ShouldBe("one\\nforged\ntwo");
        DisplayText.Page("one\r\ntwo\rthree\u001b").ToString().ShouldBe("one\ntwo\\rthree\\u001b");
        default(DisplayText).ToString().ShouldBeEmpty();
    }
}
