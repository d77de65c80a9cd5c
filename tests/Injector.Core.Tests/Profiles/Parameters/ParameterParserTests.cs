using Injector.Core.Profiles.Parameters;
using Injector.Core.Profiles.Templates;

namespace Injector.Core.Tests.Profiles.Parameters;

public sealed class ParameterParserTests
{
    [Theory]
    [InlineData(ParameterType.String, "any text, quotes \" ' and é")]
    [InlineData(ParameterType.String, "")]
    [InlineData(ParameterType.Path, "/")]
    [InlineData(ParameterType.Path, "/var/log/app")]
    [InlineData(ParameterType.Path, "/var/..data/x")]
    [InlineData(ParameterType.Host, "db")]
    [InlineData(ParameterType.Host, "orders.shop.svc.cluster.local.")]
    [InlineData(ParameterType.Host, "10.0.0.1")]
    [InlineData(ParameterType.Host, "fe80::1")]
    [InlineData(ParameterType.Quantity, "250m")]
    [InlineData(ParameterType.Quantity, "1.5")]
    [InlineData(ParameterType.Quantity, "64Mi")]
    [InlineData(ParameterType.Quantity, "1e3")]
    [InlineData(ParameterType.Quantity, ".5")]
    [InlineData(ParameterType.Duration, "500ms")]
    [InlineData(ParameterType.Duration, "1m30s")]
    [InlineData(ParameterType.Duration, "1.5h")]
    [InlineData(ParameterType.Duration, "0")]
    public void Takes_text_that_keeps_the_rule(ParameterType type, string text) => Parse(type, text).ShouldBe(new TemplateValue.Text(text));

    [Theory]
    [InlineData(ParameterType.String, "two\nlines", "control character")]
    [InlineData(ParameterType.String, "nul\0", "control character")]
    [InlineData(ParameterType.Integer, "1.5", "whole number")]
    [InlineData(ParameterType.Integer, "+1", "whole number")]
    [InlineData(ParameterType.Integer, " 1", "whole number")]
    [InlineData(ParameterType.Integer, "9223372036854775808", "whole number")]
    [InlineData(ParameterType.Boolean, "yes", "true or false")]
    [InlineData(ParameterType.Boolean, "True", "true or false")]
    [InlineData(ParameterType.Port, "0", "1 to 65535")]
    [InlineData(ParameterType.Port, "65536", "1 to 65535")]
    [InlineData(ParameterType.Port, "-1", "1 to 65535")]
    [InlineData(ParameterType.Port, "http", "1 to 65535")]
    [InlineData(ParameterType.Path, "", "absolute")]
    [InlineData(ParameterType.Path, "var/log", "absolute")]
    [InlineData(ParameterType.Path, "/var/../etc", "'..'")]
    [InlineData(ParameterType.Path, "/var//log", "shortest")]
    [InlineData(ParameterType.Path, "/var/log/", "shortest")]
    [InlineData(ParameterType.Path, "/var/./log", "shortest")]
    [InlineData(ParameterType.Path, "/a:/b", "colon")]
    [InlineData(ParameterType.Host, "", "host name")]
    [InlineData(ParameterType.Host, "http://db", "host name")]
    [InlineData(ParameterType.Host, "db:5432", "host name")]
    [InlineData(ParameterType.Host, "Db", "host name")]
    [InlineData(ParameterType.Host, "256.1.1.1", "host name")]
    [InlineData(ParameterType.Host, "10.1", "host name")]
    [InlineData(ParameterType.Host, "a..b", "host name")]
    [InlineData(ParameterType.Host, "[::1]", "host name")]
    [InlineData(ParameterType.Quantity, "64MB", "quantity")]
    [InlineData(ParameterType.Quantity, "", "quantity")]
    [InlineData(ParameterType.Quantity, "Mi", "quantity")]
    [InlineData(ParameterType.Quantity, "1 Mi", "quantity")]
    [InlineData(ParameterType.Quantity, "1e99", "quantity")]
    [InlineData(ParameterType.Duration, "30", "duration")]
    [InlineData(ParameterType.Duration, "-1s", "duration")]
    [InlineData(ParameterType.Duration, "1d", "duration")]
    [InlineData(ParameterType.Duration, "s", "duration")]
    [InlineData(ParameterType.Duration, "", "duration")]
    public void Says_which_rule_a_text_breaks(ParameterType type, string text, string rule) => Fail(Parameter(type), text).ShouldContain(rule);

    [Fact]
    public void Gives_numbers_and_truth_values_their_type()
    {
        Parse(ParameterType.Integer, "-9223372036854775808").ShouldBe(new TemplateValue.Integer(long.MinValue));
        Parse(ParameterType.Port, "65535").ShouldBe(new TemplateValue.Integer(65535));
        Parse(ParameterType.Boolean, "false").ShouldBe(new TemplateValue.Boolean(false));
    }

    [Fact]
    public void Splits_lists_on_commas_and_line_breaks()
    {
        var parameter = Parameter(ParameterType.List) with { ItemType = ParameterType.Port };

        ParameterParser.TryParse(parameter, " 1,2\r\n3,,\n", out var value, out _).ShouldBeTrue();

        value.ShouldBe(new TemplateValue.List([new TemplateValue.Integer(1), new TemplateValue.Integer(2), new TemplateValue.Integer(3)]));
        Fail(parameter, "1,x").ShouldContain("the item 'x'");
        Fail(parameter, string.Join(',', Enumerable.Repeat("1", ParameterParser.MaxItems + 1))).ShouldContain("more than 256 items");
        Fail(parameter with { Required = true }, " , ").ShouldContain("at least one");
    }

    [Fact]
    public void Holds_values_to_words_limits_and_patterns()
    {
        Fail(Parameter(ParameterType.Enum) with { AllowedValues = ["a", "b"] }, "c").ShouldBe("is not one of a, b");
        Fail(Parameter(ParameterType.Integer) with { Minimum = ParameterBound.Of(3) }, "2").ShouldBe("is less than 3");
        Fail(Parameter(ParameterType.Integer) with { Maximum = ParameterBound.Of(3) }, "4").ShouldBe("is more than 3");
        Fail(Parameter(ParameterType.Quantity) with { Minimum = new(16 << 20, "16Mi") }, "16383Ki").ShouldBe("is less than 16Mi");
        Fail(Parameter(ParameterType.Quantity) with { Maximum = new(0.5m, "500m") }, "501m").ShouldBe("is more than 500m");
        Fail(Parameter(ParameterType.String) with { Pattern = new ParameterPattern("a|b+") }, "ab").ShouldContain("a|b+");
        ParameterParser.TryParse(Parameter(ParameterType.String) with { Pattern = new ParameterPattern("a|b+") }, "bbb", out _, out _).ShouldBeTrue();
    }

    [Fact]
    public void Refuses_texts_without_end()
    {
        Fail(Parameter(ParameterType.String), new string('x', ParameterParser.MaxTextLength + 1)).ShouldContain("longer than 4096");
    }

    [Fact]
    public void Matches_hostile_text_in_linear_time()
    {
        var parameter = Parameter(ParameterType.String) with { Pattern = new ParameterPattern("(a+)+b") };

        Fail(parameter, new string('a', 4000)).ShouldContain("pattern");
    }

    private static ProfileParameter Parameter(ParameterType type) => new() { Name = "x", Type = type, Example = "" };

    private static TemplateValue Parse(ParameterType type, string text)
    {
        ParameterParser.TryParse(Parameter(type), text, out var value, out var error).ShouldBeTrue(error);
        return value;
    }

    private static string Fail(ProfileParameter parameter, string text)
    {
        ParameterParser.TryParse(parameter, text, out var value, out var error).ShouldBeFalse();
        value.ShouldBe(TemplateValue.None);
        return error.ShouldNotBeNull();
    }
}
