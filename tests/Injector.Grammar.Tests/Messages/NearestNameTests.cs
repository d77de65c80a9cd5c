using Injector.Grammar.Messages;

namespace Injector.Grammar.Tests.Messages;

/// <summary>What people are told they may have meant, wherever they wrote it: in annotations, profiles and on the command line.</summary>
public sealed class NearestNameTests
{
    private static readonly string[] Known = ["ambassador", "cache", "log-tail", "logging", "metrics-adapter"];

    [Theory]
    [InlineData("loging", "logging")]
    [InlineData("loggign", "logging")]
    [InlineData("Logging", "logging")]
    [InlineData("logg", "logging")]
    [InlineData("chace", "cache")]
    [InlineData("metric-adaptor", "metrics-adapter")]
    [InlineData("embasador", "ambassador")]
    public void Is_the_one_that_a_slip_of_the_finger_is_away(string written, string meant) => NearestName.Of(written, Known).ShouldBe(meant);

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("lo")]
    [InlineData("redis")]
    [InlineData("lottery")]
    public void Is_none_where_another_word_was_meant(string written) => NearestName.Of(written, Known).ShouldBeNull();

    /// <summary>Half of a long key is a prefix that all share.</summary>
    [Fact]
    public void Is_none_where_only_a_prefix_is_the_same() => NearestName.Of("injector.io/colour", ["injector.io/inject", "injector.io/status"]).ShouldBeNull();

    [Fact]
    public void Is_the_first_in_the_alphabet_of_those_equally_near() => NearestName.Of("cat", ["car", "bat", "can"]).ShouldBe("bat");

    [Fact]
    public void Is_not_looked_for_beyond_what_is_worth_comparing()
    {
        var longest = new string('x', NearestName.MaxCompared);

        NearestName.Of(longest, [$"{longest}y"]).ShouldBe($"{longest}y");
        NearestName.Of($"{longest}y", [longest]).ShouldBeNull();
        NearestName.Of("logging", [new string('l', 1_000_000)]).ShouldBeNull();
    }
}
