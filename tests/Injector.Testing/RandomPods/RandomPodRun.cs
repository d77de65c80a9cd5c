using System.Text.Json.Nodes;
using Injector.Core.Decisions;
using Injector.Core.Injection;
using Injector.Testing.Catalogue;
using Injector.Testing.Patching;
using Injector.Testing.Validation;
using Injector.Testing.Validation.Api;

namespace Injector.Testing.RandomPods;

/// <summary>What became of one random pod.</summary>
/// <param name="Outcome">The reason of the decision, or that the pod was not valid to begin with.</param>
/// <param name="Violations">What must not be: an injected pod that is no longer valid, changes of the pod's own fields, a second pass with something to do.</param>
public sealed record RandomPodRun(string Outcome, IReadOnlyList<string> Violations)
{
    private static readonly Version[] Servers = [new(1, 36), new(1, 34), new(1, 28)];

    /// <summary>Sends the pod of a number through the engine and the oracle.</summary>
    /// <param name="seed">Seed of the series.</param>
    /// <param name="number">Number of the pod in it.</param>
    public static RandomPodRun Of(int seed, int number)
    {
        var pod = RandomPod.Of(seed, number);
        if (PodOracle.Problems(pod).Count > 0)
        {
            return new RandomPodRun("invalid before", []);
        }

        var server = Servers[number % Servers.Length];
        var result = CataloguePod.Inject(pod, server);
        if (result.Decision is not InjectionDecision.Inject)
        {
            return new RandomPodRun(result.Decision.Reason.Text(), []);
        }

        var injected = Patched(pod, result);
        var violations = new List<string>(PodRules.Problems(injected).Except(PodRules.Problems(pod)));
        if (result.Plan is { RaisedResources.IsEmpty: true, Superseded.IsEmpty: true } plan)
        {
            violations.AddRange(AdditionsOnly.Violations(PlannedRewrites.Apply(pod, plan), injected));
        }

        var second = CataloguePod.Inject(injected, server);
        if (!second.Patch.IsEmpty || second.Decision.Reason is not ReasonCode.AlreadyInjected)
        {
            violations.Add($"second pass: {second.Decision.Reason} {System.Text.Encoding.UTF8.GetString(second.Patch.Span)}");
        }

        return new RandomPodRun("injected", violations);
    }

    /// <summary>The injected pod of a number; <see langword="null"/> where it is not injected. Half of them get classic sidecars, which every server knows.</summary>
    /// <param name="seed">Seed of the series.</param>
    /// <param name="number">Number of the pod in it.</param>
    public static JsonNode? Injected(int seed, int number)
    {
        var pod = RandomPod.Of(seed, number);
        var result = CataloguePod.Inject(pod, number % 2 == 0 ? new Version(1, 20) : Servers[0]);
        return result.Decision is InjectionDecision.Inject ? Patched(pod, result) : null;
    }

    private static JsonNode Patched(JsonNode pod, InjectionResult result) => JsonPatchApplier.Apply(pod, JsonNode.Parse(result.Patch.Span)!.AsArray())!;
}
