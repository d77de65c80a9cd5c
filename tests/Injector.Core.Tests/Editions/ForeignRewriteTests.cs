using Injector.Core.Decisions;
using Injector.Core.Injection;
using Injector.Testing.Golden;

namespace Injector.Core.Tests.Editions;

/// <summary>Other admission plugins write into sidecars between our passes. Nobody is refused for it, least of all where sidecars are required.</summary>
public sealed class ForeignRewriteTests
{
    public static IEnumerable<object[]> Names => ForeignRewrites.All.Keys.Select(name => new object[] { name });

    [Theory]
    [MemberData(nameof(Names))]
    public void A_pod_of_this_release_is_not_denied(string rewrite)
    {
        var seen = 0;
        foreach (var injected in InjectedPod.OfThisRelease)
        {
            var second = Rewritten(injected, rewrite);
            second.Decision.ShouldNotBeOfType<InjectionDecision.Deny>($"{injected.Golden.Name}: {GoldenCase.Describe(second)}");
            second.Decision.Reason.ShouldNotBe(ReasonCode.Unverified, $"{injected.Golden.Name}: {GoldenCase.Describe(second)}");
            seen += injected.Own.Length;
        }

        seen.ShouldBeGreaterThan(100);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_pod_of_an_earlier_release_is_not_denied(string rewrite)
    {
        foreach (var injected in InjectedPod.OfEarlierReleases)
        {
            var second = Rewritten(injected, rewrite);
            second.Decision.ShouldNotBeOfType<InjectionDecision.Deny>($"{injected.Golden.Name}: {GoldenCase.Describe(second)}");
        }
    }

    private static InjectionResult Rewritten(InjectedPod injected, string rewrite)
    {
        var pod = injected.Pod.DeepClone();
        foreach (var container in injected.OwnContainers(pod))
        {
            ForeignRewrites.All[rewrite](container);
        }

        return injected.Golden.Inject(pod, injected.Required(injected.Golden.Snapshot));
    }
}
