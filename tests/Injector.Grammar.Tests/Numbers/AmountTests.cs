using System.Globalization;
using Injector.Grammar.Numbers;

namespace Injector.Grammar.Tests.Numbers;

public sealed class AmountTests
{
    [Theory]
    [InlineData("100m", "0.1")]
    [InlineData("1", "1")]
    [InlineData("-2k", "-2000")]
    [InlineData("64Mi", "67108864")]
    [InlineData("1.5Gi", "1610612736")]
    [InlineData("5e-1", "0.5")]
    [InlineData("2E3", "2000")]
    [InlineData("3E", "3000000000000000000")]
    public void Reads_quantities(string text, string expected)
    {
        QuantityText.TryParse(text, out var value).ShouldBeTrue();

        value.ShouldBe(decimal.Parse(expected, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("1h2m3.5s", 3723.5)]
    [InlineData("250ms", 0.25)]
    [InlineData("1000us", 0.001)]
    public void Reads_durations(string text, double seconds)
    {
        DurationText.TryParse(text, out var value).ShouldBeTrue();

        value.TotalSeconds.ShouldBe(seconds);
    }
}
