using System.Text.Json.Nodes;
using Injector.Core.Decisions;
using Injector.Testing.Golden;
using Injector.Testing.Oracles;
using Injector.Testing.Patching;

namespace Injector.EndToEnd.Tests.Conditions;

public sealed class AdmissionPolicyTests
{
    private const string Requests = "\"injector.io/inject\":\"log-tail\"";
    private const string Record =
        """ "injector.io/status":"{\"version\":\"1\",\"mode\":\"native\",\"profiles\":{\"log-tail\":\"70a4\"},\"initContainers\":[\"log-tail\"],\"mounts\":{\"web\":[\"/var/log/app\"]}}" """;
    private const string ClassicRecord =
        """ "injector.io/status":"{\"version\":\"1\",\"mode\":\"classic\",\"profiles\":{\"log-tail\":\"70a4\"},\"containers\":[\"log-tail\"],\"mounts\":{\"web\":[\"/var/log/app\"]}}" """;
    private const string RecordWithoutContainers =
        """ "injector.io/status":"{\"version\":\"1\",\"mode\":\"native\",\"profiles\":{\"settings\":\"70a4\"},\"volumes\":[\"injector-settings\"]}" """;

    [OracleTheory]
    [InlineData("", "web", "", "", true)]
    [InlineData(Requests, "web", "", "", false)]
    [InlineData(Requests + "," + Record, "web", "log-tail", "", true)]
    [InlineData(Requests + "," + ClassicRecord, "web,log-tail", "", "", true)]
    [InlineData(Requests, "web,log-tail", "", "", false)]
    [InlineData("\"injector.io/inject\":\"false\"", "web", "", "", true)]
    [InlineData("\"injector.io/inject\":\" false \"", "web", "", "", true)]
    [InlineData("\"injector.io/inject\":\"true\"", "web", "", "", false)]
    [InlineData(Requests + ",\"kubernetes.io/config.mirror\":\"a1\"", "web", "", "", true)]
    [InlineData("", "web", "", "log-tail", false)]
    [InlineData("", "web", "", "false", true)]
    [InlineData("\"injector.io/inject\":\"false\"", "web", "", "log-tail", true)]
    [InlineData(Requests, "web", "", "false", false)]
    public async Task A_pod_that_asks_for_sidecars_has_to_carry_them(string annotations, string containers, string initContainers, string ofNamespace, bool isAdmitted) =>
        (await RefusalAsync(Pod(annotations, containers, initContainers), ofNamespace) is null).ShouldBe(isAdmitted);

    [OracleTheory]
    [InlineData(Record)]
    [InlineData(ClassicRecord)]
    public async Task A_record_that_came_along_with_an_exported_pod_does_not_count_though_it_names_a_container_of_the_application(string record) =>
        (await RefusalAsync(Pod($"{Requests},{record}", "web", ""))).ShouldNotBeNull();

    [OracleFact]
    public async Task A_profile_that_adds_no_container_is_content_with_its_record() =>
        (await RefusalAsync(Pod($"{Requests},{RecordWithoutContainers}", "web", ""))).ShouldBeNull();

    [OracleTheory]
    [InlineData("{}")]
    [InlineData("0")]
    [InlineData("{")]
    [InlineData("{\\\"version\\\":\\\"1\\\"}")]
    [InlineData("{\\\"profiles\\\":{}}")]
    [InlineData("{\\\"profiles\\\":{\\\"log-tail\\\":\\\"70a4\\\"}}")]
    public async Task A_record_that_names_nothing_proves_nothing(string record) =>
        (await RefusalAsync(Pod($"{Requests},\"injector.io/status\":\"{record}\"", "web", ""))).ShouldNotBeNull();

    [OracleFact]
    public async Task A_pod_that_Injector_skipped_is_refused_and_told_what_was_asked_for()
    {
        var refusal = await RefusalAsync(Pod(Requests + ",\"injector.io/skipped\":\"host-network: ...\"", "web", ""));

        refusal.ShouldBe(
            "the pod asks for sidecars (log-tail) and carries none; Injector was not asked or skipped it. Its namespace is labelled injector.io/injection=required");
    }

    [OracleFact]
    public async Task Pods_with_the_label_that_opts_out_are_not_judged_and_neither_are_those_of_other_namespaces()
    {
        var binding = await RenderedConditions.BindingAsync();

        var resources = binding["spec"]!["matchResources"]!;
        resources["objectSelector"]!["matchExpressions"]!.ToJsonString()
            .ShouldBe("""[{"key":"injector.io/injection","operator":"NotIn","values":["disabled"]}]""");
        resources["namespaceSelector"]!["matchExpressions"]![0]!.ToJsonString()
            .ShouldBe("""{"key":"injector.io/injection","operator":"In","values":["required"]}""");
    }

    [OracleFact]
    public async Task It_agrees_with_what_Injector_does()
    {
        var cases = GoldenCases.Names.Select(name => GoldenCase.Load((string)name[0]))
            .Where(golden => golden.IsForApiServer && golden.Name != "another-prefix").ToArray();
        var results = cases.Select(golden => golden.Inject(golden.Pod)).ToArray();
        var after = cases.Zip(results, (golden, result) => (
            result.Patch.IsEmpty ? golden.Pod : JsonPatchApplier.Apply(golden.Pod, JsonNode.Parse(result.Patch.Span)!.AsArray())!,
            (JsonNode?)golden.NamespaceManifest));

        var refusals = await AdmissionPolicy.RefusalsAsync(after);

        var evaluated = 0;
        foreach (var (golden, result, refusal) in cases.Zip(results, refusals))
        {
            if (ShouldBeAdmitted(result.Decision) is { } isAdmitted)
            {
                (refusal is null).ShouldBe(isAdmitted, $"{golden.Name}: {refusal}");
                evaluated++;
            }
        }

        evaluated.ShouldBeGreaterThan(30);
    }

    // Pods that are denied never come so far; those of excluded namespaces and those with the label are not in the binding.
    private static bool? ShouldBeAdmitted(InjectionDecision decision) => decision switch
    {
        InjectionDecision.Inject => true,
        InjectionDecision.Skip { Code: ReasonCode.NotRequested } => true,
        InjectionDecision.Skip { Code: ReasonCode.OptedOut } skip when !skip.Message.ToString().Contains("label", StringComparison.Ordinal) => true,

        // Where the policy is bound it is denied, and never comes so far.
        InjectionDecision.Skip { Code: ReasonCode.Unverified } => null,
        InjectionDecision.Skip { IsRequested: true } => false,
        _ => null,
    };

    private static async Task<string?> RefusalAsync(JsonNode pod, string ofNamespace = "")
    {
        var annotations = ofNamespace.Length == 0 ? "" : $$""","annotations":{"injector.io/inject":"{{ofNamespace}}"}""";
        var @namespace = JsonNode.Parse($$$"""{"metadata":{"name":"shop"{{{annotations}}}}}""");
        return (await AdmissionPolicy.RefusalsAsync([(pod, @namespace)]))[0];
    }

    private static JsonObject Pod(string annotations, string containers, string initContainers)
    {
        var pod = new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = "web" },
            ["spec"] = new JsonObject { ["containers"] = Named(containers) },
        };
        if (annotations.Length > 0)
        {
            pod["metadata"]!["annotations"] = JsonNode.Parse($"{{{annotations}}}");
        }

        if (initContainers.Length > 0)
        {
            pod["spec"]!["initContainers"] = Named(initContainers);
        }

        return pod;
    }

    private static JsonArray Named(string containers) => [.. containers.Split(',').Select(JsonNode (name) => new JsonObject { ["name"] = name })];
}
