using Injector.Server.Metrics;

namespace Injector.Server.Tests.Metrics;

public sealed class PrometheusTextTests
{
    [Fact]
    public void Escapes_labels_and_help()
    {
        var text = new PrometheusText();

        text.Family("a_total", "counter", "One line\nand a \\ and a \"quote\".");
        text.Sample("a_total", [new("path", "C:\\x"), new("say", "\"hi\"\n")], 1);

        text.ToString().ShouldBe(
            "# HELP a_total One line\\nand a \\\\ and a \"quote\".\n# TYPE a_total counter\na_total{path=\"C:\\\\x\",say=\"\\\"hi\\\"\\n\"} 1\n");
    }

    [Fact]
    public void Writes_a_sample_without_labels_without_braces()
    {
        var text = new PrometheusText();

        text.Sample("up", [], 1);

        text.ToString().ShouldBe("up 1\n");
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1763690000, "1763690000")]
    [InlineData(0.0005, "0.0005")]
    [InlineData(-2.5, "-2.5")]
    [InlineData(double.PositiveInfinity, "+Inf")]
    [InlineData(double.NegativeInfinity, "-Inf")]
    [InlineData(double.NaN, "NaN")]
    public void Writes_numbers_as_the_format_wants_them(double value, string expected) => PrometheusText.Number(value).ShouldBe(expected);

    [Theory]
    [InlineData("injector.admission.requests", "", true, "injector_admission_requests_total")]
    [InlineData("injector.admission.duration", "s", false, "injector_admission_duration_seconds")]
    [InlineData("injector.patch", "By", false, "injector_patch_bytes")]
    [InlineData("process.cpu", "s", true, "process_cpu_seconds_total")]
    [InlineData("kestrel.connections", "{connection}", false, "kestrel_connections")]
    [InlineData("requests.total", "", true, "requests_total")]
    [InlineData("2xx", "1", false, "_2xx")]
    public void Derives_names_from_instruments(string instrument, string unit, bool isCounter, string expected) =>
        PrometheusName.From(instrument, unit, isCounter).ShouldBe(expected);
}
