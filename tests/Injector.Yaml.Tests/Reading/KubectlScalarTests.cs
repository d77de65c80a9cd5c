using Injector.Yaml.Nodes;
using Injector.Yaml.Reading;

namespace Injector.Yaml.Tests.Reading;

/// <summary>The expectations were read off kubectl 1.32, which converts manifests to JSON before it sends them.</summary>
public sealed class KubectlScalarTests
{
    [Theory]
    [InlineData("y", "true")]
    [InlineData("yes", "true")]
    [InlineData("TRUE", "true")]
    [InlineData("on", "true")]
    [InlineData("n", "false")]
    [InlineData("Off", "false")]
    [InlineData("~", "null")]
    [InlineData("Null", "null")]
    [InlineData("0644", "420")]
    [InlineData("0o17", "15")]
    [InlineData("-0o17", "-15")]
    [InlineData("0_7", "7")]
    [InlineData("089", "89")]
    [InlineData("1_000", "1000")]
    [InlineData("1_0.5", "10.5")]
    [InlineData("0b11", "3")]
    [InlineData("+5", "5")]
    [InlineData("0x1F", "31")]
    [InlineData("-0x1f", "-31")]
    [InlineData(".5", "0.5")]
    [InlineData("-.5", "-0.5")]
    [InlineData("1.", "1")]
    [InlineData("0.", "0")]
    [InlineData("1e3", "1e3")]
    [InlineData("1.10", "1.10")]
    [InlineData("12345678901234567890", "12345678901234567890")]
    public void Means_what_kubectl_takes_it_for(string spelling, string json)
    {
        KubectlScalar.Resolve(spelling, out var meant).ShouldNotBe(ScalarKind.String);

        meant.ShouldBe(json);
    }

    [Theory]
    [InlineData("2020-01-01")]
    [InlineData("1:30")]
    [InlineData("1e400")]
    [InlineData("0b12")]
    [InlineData("10.0.0.1")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("1.2.3")]
    [InlineData("100m")]
    [InlineData("truely")]
    [InlineData("--5")]
    [InlineData("0x")]
    public void Is_text_where_kubectl_takes_it_for_text(string spelling) => KubectlScalar.KindOf(spelling).ShouldBe(ScalarKind.String);

    [Theory]
    [InlineData("yes")]
    [InlineData("0123")]
    [InlineData("1e3")]
    [InlineData("null")]
    [InlineData("2020-01-01")]
    [InlineData("12:30:45")]
    [InlineData("")]
    [InlineData(".inf")]
    [InlineData("-.Inf")]
    [InlineData(".NaN")]
    [InlineData("<<")]
    [InlineData("=")]
    [InlineData("1.0")]
    public void Text_that_some_reader_could_mistake_is_quoted(string text) => KubectlScalar.MayBeMistaken(text).ShouldBeTrue();

    [Theory]
    [InlineData("nginx:1.29")]
    [InlineData("-c")]
    [InlineData("100m")]
    [InlineData("64Mi")]
    [InlineData("abc")]
    public void Everyday_text_is_not_quoted(string text) => KubectlScalar.MayBeMistaken(text).ShouldBeFalse();
}
