using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Injector.Core.Decisions;
using Injector.Core.Injection;
using Injector.Core.Pods;
using Injector.Core.Profiles;
using Injector.Core.Requests;
using Injector.Core.Snapshots;
using Injector.Profiles.BuiltIn;
using Injector.Testing.Patching;

namespace Injector.Core.Tests.Properties;

/// <summary>A webhook whose library does not know a field writes the pod back without it, and the API server calls us again.</summary>
public sealed class StrippedFieldProperties
{
    private static readonly InjectionSnapshot Snapshot = new() { Profiles = ProfileCatalogue.Create(BuiltInProfiles.Load()) };

    private static readonly string[] OurNames = ["log-tail", "log-shipper", "statsd-exporter", "nginx-exporter", "redis-exporter"];

    [Fact]
    public void What_an_older_library_drops_from_our_containers_is_put_back_and_nothing_else_changes()
    {
        var stripped = 0;
        ForAllPods((pod, own) =>
        {
            var (first, patched) = Inject(pod);
            if (first.Decision is not InjectionDecision.Inject)
            {
                return;
            }

            var damaged = patched.DeepClone();
            var count = Strip(damaged, own);
            stripped += count;

            var (second, repaired) = Inject(damaged);

            JsonNode.DeepEquals(repaired, patched).ShouldBeTrue(Encoding.UTF8.GetString(second.Patch.Span));
            (second.Plan?.Warnings.Count(warning => warning.ToString().Contains("is put back", StringComparison.Ordinal)) ?? 0).ShouldBe(count);
            Inject(repaired).Result.Patch.IsEmpty.ShouldBeTrue();
        });
        stripped.ShouldBeGreaterThan(40);
    }

    [Fact]
    public void A_container_without_our_record_never_gets_a_field() => ForAllPods((pod, own) =>
    {
        var (first, patched) = Inject(pod);
        if (first.Decision is not InjectionDecision.Inject)
        {
            return;
        }

        Strip(patched, own);
        (patched["metadata"]!["annotations"] as JsonObject)?.Remove("injector.io/status");
        var (_, again) = Inject(patched);

        foreach (var container in (again["spec"]!["initContainers"] as JsonArray ?? []).Where(container => own.Contains((string?)container!["name"]!)))
        {
            container!["restartPolicy"].ShouldBeNull();
        }
    });

    private static int Strip(JsonNode pod, string[] own)
    {
        var count = 0;
        foreach (var container in (pod["spec"]!["initContainers"] as JsonArray ?? []).Concat(pod["spec"]!["containers"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (own.Contains((string)container["name"]!))
            {
                count += container.Remove("restartPolicy") ? 1 : 0;
                count += container["lifecycle"]?["preStop"] is JsonObject hook && hook.Remove("sleep") ? 1 : 0;
            }
        }

        return count;
    }

    private static void ForAllPods(Action<JsonObject, string[]> check) => Prop.ForAll(PodGenerator.Pods, pod =>
    {
        var written = (pod["spec"]!["initContainers"] as JsonArray ?? []).Concat(pod["spec"]!["containers"] as JsonArray ?? []).Select(container => (string)container!["name"]!).ToHashSet();
        check(pod, [.. OurNames.Where(name => !written.Contains(name))]);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2500).WithReplay(2026, 1129));

    private static (InjectionResult Result, JsonNode Patched) Inject(JsonNode pod)
    {
        var reading = PodReader.Read(Encoding.UTF8.GetBytes(pod.ToJsonString()));
        var result = SidecarInjector.Inject(new InjectionRequest { Pod = reading.Pod!, Namespace = "shop" }, Snapshot);
        return (result, result.Patch.IsEmpty ? pod.DeepClone() : JsonPatchApplier.Apply(pod, JsonNode.Parse(result.Patch.Span)!.AsArray())!);
    }
}
