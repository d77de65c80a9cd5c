using System.Text.Json.Nodes;
using Injector.Testing.Golden;
using Injector.Testing.Patching;

namespace Injector.Core.Tests.Removal;

public sealed class GoldenRoundTripTests
{
    [Theory]
    [MemberData(nameof(GoldenCases.Names), MemberType = typeof(GoldenCases))]
    public void Gives_back_what_the_author_wrote(string name)
    {
        var golden = GoldenCase.Load(name);
        var pod = golden.Pod;
        var result = golden.Inject(pod);
        var injected = result.Patch.IsEmpty ? pod.DeepClone() : JsonPatchApplier.Apply(pod.DeepClone(), JsonNode.Parse(result.Patch.Span)!.AsArray())!;

        var keys = golden.Snapshot.Settings.Keys;
        var restored = RoundTrip.Remove(injected, keys).Pod;

        RoundTrip.Differences(RoundTrip.Remove(pod, keys).Pod, restored).ShouldBeEmpty();
        if (pod["metadata"]?["annotations"]?[keys.Status] is null && pod["metadata"]?["annotations"]?[keys.Skipped] is null)
        {
            RoundTrip.Differences(pod, restored).ShouldBeEmpty();
        }
    }
}
