using Injector.Server.Options;

namespace Injector.Tests.Drift;

/// <summary>Anybody who may create pods may write a record: it must not keep others from being told of.</summary>
public sealed class ForgedRecordTests
{
    [Theory]
    [InlineData("5")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"mode":7,"profiles":[],"containers":{},"volumes":[null,5],"env":[],"mounts":{"web":{}},"raised":5,"rewritten":[],"superseded":{}}""")]
    [InlineData("""{"profiles":{"log-tail":"\u001b[2J","no such profile":"x"},"mode":"\u001b"}""")]
    [InlineData("""{"containers":["web"]}""")]
    [InlineData("""{"superseded":[{"index":0,"container":{"name":"a","name":"b"}}]}""")]
    [InlineData("""{"superseded":[{"index":65535,"container":{"name":5}},{"init":true,"index":3,"container":{"env":"x"}}]}""")]
    [InlineData("""{"rewritten":{"web":{"ports/0/containerPort":[1],"x/y/z":[],"env":[5],"":[1],"env/0":[]}}}""")]
    [InlineData("""{"raised":{"limits.cpu":"x",".":"y","limits.":"z"},"blank":{"spec":"null","containers":"null","metadata":"null","annotations":"empty"}}""")]
    [InlineData("""{"env":{"web":["A"],"log-tail":["B"]},"mounts":{"web":["/x"]},"labels":["a"],"annotations":["injector.io/inject"],"initContainers":["log-tail","log-tail"]}""")]
    public async Task A_forged_record_breaks_nothing(string record)
    {
        var forged = RunningPods.Injected(RunningPods.Plain("forged"));
        forged["metadata"]!["annotations"]!["injector.io/status"] = record.StartsWith("{\"", StringComparison.Ordinal) ? $"{{\"version\":\"{BuildVersion.Number}\",{record[1..]}" : record;
        var bare = RunningPods.Stored(RunningPods.Plain("bare"));
        bare["metadata"]!["annotations"]!["injector.io/status"] = record;
        var cluster = new DriftingCluster().With(forged, bare, RunningPods.Stored(RunningPods.Plain("missed")));

        var run = await cluster.RunAsync();

        run.ExitCode.ShouldBe(ExitCodes.Found);
        run.Output.ShouldContain("missed");
        run.Output.ShouldContain("Pod shop/missed");
        run.Output.ShouldContain("3 pods looked at");
        (run.Output + run.Error).ShouldNotContain("\e");
    }
}
