using Injector.Ambassador.Model;
using Injector.Ambassador.Rewrites;

namespace Injector.Ambassador.Tests.Rewrites;

public sealed class ProbePathTests
{
    [Theory]
    [InlineData("/healthz", "/probe/http/8080/healthz")]
    [InlineData("/", "/probe/http/8080/")]
    [InlineData("", "/probe/http/8080/")]
    [InlineData("ready", "/probe/http/8080/ready")]
    [InlineData("/a.b/c~d/?x=/../y", "/probe/http/8080/a.b/c~d/?x=/../y")]
    public void Says_what_is_asked_of_whom(string path, string expected)
    {
        var (plain, query) = ProbePath.Split(path)!.Value;
        var ask = new ProbeRequest(ProbeKind.Http, 8080, plain);
        (ProbePath.Of(ask) + query).ShouldBe(expected);
        ProbePath.Read(expected).ShouldBe(ask);
    }

    [Fact]
    public void Reads_back_what_is_asked_by_tcp() =>
        ProbePath.Read(ProbePath.Of(new ProbeRequest(ProbeKind.Tcp, 65535, ""))).ShouldBe(new ProbeRequest(ProbeKind.Tcp, 65535, ""));

    [Theory]
    [InlineData("/probe/http/8080")]
    [InlineData("/probe/http/0/a")]
    [InlineData("/probe/http/65536/a")]
    [InlineData("/probe/http/x/a")]
    [InlineData("/probe/http//a")]
    [InlineData("/probe/http/8080/a//b")]
    [InlineData("/probe/tcp/8080/")]
    [InlineData("/probe/tcp/8080?x")]
    [InlineData("/probe/udp/8080")]
    [InlineData("/Probe/tcp/8080")]
    [InlineData("/healthz")]
    [InlineData("")]
    public void Takes_no_other_path_for_its_own(string path) => ProbePath.Read(path).ShouldBeNull();

    [Theory]
    [InlineData("/a//b")]
    [InlineData("/../a")]
    [InlineData("/a b")]
    [InlineData("/%61")]
    [InlineData("/a\"")]
    [InlineData("/a\nuse_backend other")]
    [InlineData("/ä")]
    public void Refuses_paths_that_have_no_place_in_a_configuration(string path) => ProbePath.Split(path).ShouldBeNull();
}
