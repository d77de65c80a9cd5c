using System.Text.Json.Nodes;
using Injector.Core.Decisions;
using Injector.Testing.Golden;
using Injector.Testing.Oracles;

namespace Injector.EndToEnd.Tests.Conditions;

/// <summary>Evaluates the match conditions of the webhook entries: which pods the API server would send.</summary>
public sealed class MatchConditionTests
{
    private static readonly string[] Entries = ["pods.injector.io", "required.injector.io"];

    [OracleTheory]
    [InlineData("""{"name":"web"}""", null)]
    [InlineData("""{"name":"web","annotations":{}}""", null)]
    [InlineData("""{"name":"web","annotations":{"example.com/a":"b"}}""", null)]
    [InlineData("""{"name":"web","annotations":{"injector.io/inject":"logging"}}""", null)]
    [InlineData("""{"name":"web","annotations":{"injector.io/inject":"true"}}""", null)]
    [InlineData("""{"name":"web","annotations":{"injector.io/inject":""}}""", null)]
    [InlineData("""{"name":"web","annotations":{"injector.io/inject":"false"}}""", "not-opted-out")]
    [InlineData("""{"name":"web","annotations":{"kubernetes.io/config.mirror":"a1"}}""", "not-a-mirror-pod")]
    [InlineData("""{"name":"web","annotations":{"kubernetes.io/config.mirror":"a1","injector.io/inject":"logging"}}""", "not-a-mirror-pod")]
    public async Task Pods_that_are_out_of_the_question_are_not_sent(string metadata, string? keptBackBy)
    {
        foreach (var failed in await FailedAsync(JsonNode.Parse(metadata)!))
        {
            failed.ShouldBe(keptBackBy is null ? [] : [keptBackBy]);
        }
    }

    [OracleTheory]
    [InlineData("""{"name":"web"}""", false)]
    [InlineData("""{"name":"web","annotations":{"example.com/a":"b"}}""", false)]
    [InlineData("""{"name":"web","annotations":{"injector.io/inject":"logging"}}""", true)]
    public async Task Pods_without_an_annotation_are_kept_back_where_only_annotated_pods_are_wanted(string metadata, bool isSent)
    {
        foreach (var failed in await FailedAsync(JsonNode.Parse(metadata)!, "--set", "webhook.matchConditions.annotatedPodsOnly=true"))
        {
            failed.ShouldBe(isSent ? [] : ["asks-itself"]);
        }
    }

    [OracleTheory]
    [InlineData("""{"annotations":{"sidecars.example.com/inject":"false"}}""", false)]
    [InlineData("""{"annotations":{"injector.io/inject":"false"}}""", true)]
    public async Task Another_prefix_counts_instead_of_the_usual_one(string metadata, bool isSent)
    {
        foreach (var failed in await FailedAsync(JsonNode.Parse(metadata)!, "--set", "config.annotationPrefix=sidecars.example.com"))
        {
            failed.ShouldBe(isSent ? [] : ["not-opted-out"]);
        }
    }

    [OracleFact]
    public async Task No_pod_is_kept_back_that_Injector_would_inject()
    {
        var conditions = (await RenderedConditions.OfWebhooksAsync())[Entries[0]].Values;
        var cases = GoldenCases.Names.Select(name => GoldenCase.Load((string)name[0])).Where(golden => golden.IsForApiServer).ToArray();

        var answers = await CelOracle.EvaluateAsync(cases.Select(golden => RenderedConditions.Bindings(golden.Pod)), [], conditions);

        var keptBack = cases.Zip(answers).Where(pair => pair.Second.Any(answer => !answer.IsTrue)).Select(pair => pair.First).ToArray();
        keptBack.Length.ShouldBeInRange(1, cases.Length / 4);
        foreach (var golden in keptBack)
        {
            golden.Inject(golden.Pod).Decision.ShouldBeOfType<InjectionDecision.Skip>(golden.Name);
        }
    }

    // For each entry the names of the conditions that do not hold.
    private static async Task<IReadOnlyList<string[]>> FailedAsync(JsonNode metadata, params string[] arguments)
    {
        var pod = new JsonObject { ["metadata"] = metadata.DeepClone(), ["spec"] = new JsonObject() };
        var entries = await RenderedConditions.OfWebhooksAsync(arguments);
        entries.Keys.Order(StringComparer.Ordinal).ShouldBe(Entries);
        var failed = new List<string[]>();
        foreach (var conditions in entries.Values)
        {
            var answers = await CelOracle.EvaluateAsync(RenderedConditions.Bindings(pod), [.. conditions.Values]);
            failed.Add([.. conditions.Keys.Zip(answers).Where(pair => !pair.Second.IsTrue).Select(pair => pair.First)]);
        }

        return failed;
    }
}
