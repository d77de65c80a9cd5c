using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Core.Settings;
using Injector.Diagnostics.Facts;
using Injector.Grammar.Json;
using Injector.Kubernetes.Api;

namespace Injector.Diagnostics.Survey;

/// <summary>Creates pods as a dry run: the API server runs the whole admission and stores nothing.</summary>
internal sealed class PodDryRuns(ApiClient server)
{
    private const int MaxMessageLength = 400;

    /// <summary>Tries an ordinary namespace, and one that requires sidecars, where the API server reports what goes wrong.</summary>
    public async Task<ImmutableArray<PodDryRun>> RunAsync(ClusterFacts facts, CancellationToken cancellation)
    {
        var trials = ImmutableArray.CreateBuilder<PodDryRun>();
        foreach (var place in Places(facts).Distinct(StringComparer.Ordinal))
        {
            trials.Add(await TryAsync(place, facts, cancellation));
        }

        return trials.ToImmutable();
    }

    private static IEnumerable<string> Places(ClusterFacts facts)
    {
        if ((facts.Scope.TrialNamespace ?? facts.Scope.Namespace) is { } chosen)
        {
            return [chosen];
        }

        var namespaces = facts.Namespaces.OrEmpty();
        var served = namespaces.Where(one => facts.PodEntries.Any(entry => entry.NamespaceSelector.Selects(one.Labels))).ToList();
        var required = served.FirstOrDefault(one => one.Labels.GetValueOrDefault(facts.Scope.Keys.Injection) == "required");
        var ordinary = served.Any(one => one.Name == "default") || served.Count == 0 ? "default" : served[0].Name;
        return required is null ? [ordinary] : [ordinary, required.Name];
    }

    private async Task<PodDryRun> TryAsync(string place, ClusterFacts facts, CancellationToken cancellation)
    {
        var scope = facts.Scope;
        try
        {
            var answer = await server.CreateAsync($"/api/v1/namespaces/{place}/pods?dryRun=All", Pod(scope), cancellation);
            var (outcome, words) = answer switch
            {
                ApiAnswer.Done(var pod) => OfPod(pod, scope.Keys),
                ApiAnswer.Refused(var status) => OfRefusal(status, place, facts),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
            return new PodDryRun(place, scope.TrialProfile, outcome, words);
        }
        catch (ApiUnreachableException exception)
        {
            // The server has answered every other request, so a webhook that does not answer holds this one up.
            return new PodDryRun(place, scope.TrialProfile, DryRunOutcome.CallFailed, exception.Message);
        }
    }

    private static (DryRunOutcome Outcome, string Text) OfPod(JsonObject pod, AnnotationKeys keys)
    {
        var annotations = pod.MapAt("metadata", "annotations");
        return annotations.ContainsKey(keys.Status)
            ? (DryRunOutcome.Injected, "")
            : annotations.TryGetValue(keys.Skipped, out var reason) ? (DryRunOutcome.Skipped, reason) : (DryRunOutcome.Untouched, "");
    }

    private static (DryRunOutcome Outcome, string Text) OfRefusal(ApiStatus status, string place, ClusterFacts facts)
    {
        var names = facts.PodEntries.Select(entry => $"webhook \"{entry.Name}\"").ToList();
        var words = status.Message.ReplaceLineEndings(" ");
        words = words.Length > MaxMessageLength ? $"{words[..MaxMessageLength]}…" : words;
        if (names.Any(name => words.Contains($"failed calling {name}", StringComparison.Ordinal)))
        {
            return (DryRunOutcome.CallFailed, words);
        }

        if (names.Any(name => words.StartsWith($"admission {name}", StringComparison.Ordinal)))
        {
            return (DryRunOutcome.Denied, words);
        }

        return status.IsNotFound ? (DryRunOutcome.NoNamespace, words)
            : status.Code == 403 && words.Contains("cannot create resource", StringComparison.Ordinal)
                ? (DryRunOutcome.Refused, $"the right to {new Right("create", "pods", place)} is missing")
                : (DryRunOutcome.Refused, words);
    }

    /// <summary>A pod that every Pod Security level admits.</summary>
    private static JsonObject Pod(CheckScope scope) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Pod",
        ["metadata"] = new JsonObject { ["name"] = "injector-check", ["annotations"] = new JsonObject { [scope.Keys.Inject] = scope.TrialProfile } },
        ["spec"] = new JsonObject
        {
            ["securityContext"] = new JsonObject
            {
                ["runAsNonRoot"] = true,
                ["runAsUser"] = 65532,
                ["seccompProfile"] = new JsonObject { ["type"] = "RuntimeDefault" },
            },
            ["containers"] = new JsonArray(new JsonObject
            {
                ["name"] = "check",
                ["image"] = "registry.k8s.io/pause:3.10",
                ["resources"] = new JsonObject
                {
                    ["requests"] = new JsonObject { ["cpu"] = "1m", ["memory"] = "1Mi" },
                    ["limits"] = new JsonObject { ["cpu"] = "10m", ["memory"] = "16Mi" },
                },
                ["securityContext"] = new JsonObject
                {
                    ["allowPrivilegeEscalation"] = false,
                    ["readOnlyRootFilesystem"] = true,
                    ["capabilities"] = new JsonObject { ["drop"] = new JsonArray("ALL") },
                },
            }),
        },
    };
}
