using System.Text.Json.Nodes;
using Injector.EndToEnd.Tests.Charts;
using Injector.Testing.Documents;
using Injector.Testing.Oracles;

namespace Injector.EndToEnd.Tests.Schemas;

/// <summary>The judge of schemas is judged: what the others hold to be well formed is refused with one fault in it.</summary>
public sealed class SchemaOracleTests
{
    private static readonly Lazy<Task<JsonObject[]>> Rendered = new(RenderAsync);

    [OracleTheory]
    [InlineData("ValidatingAdmissionPolicy", "spec/failurepolicy", "\"Fail\"", "is an unknown field")]
    [InlineData("ValidatingAdmissionPolicy", "spec/failurePolicy", "\"Maybe\"", "breaks enum")]
    [InlineData("ValidatingAdmissionPolicy", "spec/variables/0/expresion", "\"a\"", "is an unknown field")]
    [InlineData("ValidatingAdmissionPolicy", "spec/validations/0/expression", "1", "breaks type")]
    [InlineData("ValidatingAdmissionPolicyBinding", "spec/matchResources/objectSelector/matchExpression", "[]", "is an unknown field")]
    [InlineData("ValidatingAdmissionPolicyBinding", "spec/validationActions", "\"Deny\"", "breaks type")]
    [InlineData("MutatingWebhookConfiguration", "webhooks/0/matchConditions/0/expr", "\"a\"", "is an unknown field")]
    [InlineData("MutatingWebhookConfiguration", "webhooks/0/timeoutSeconds", "\"5\"", "breaks type")]
    [InlineData("PodDisruptionBudget", "spec/minAvaliable", "1", "is an unknown field")]
    [InlineData("PodDisruptionBudget", "spec/selector", "\"a\"", "breaks type")]
    [InlineData("HorizontalPodAutoscaler", "spec/metrics/0/resource/target/averageUtilisation", "80", "is an unknown field")]
    [InlineData("HorizontalPodAutoscaler", "spec/maxReplicas", "\"4\"", "breaks type")]
    [InlineData("Certificate", "spec/privateKey/algoritm", "\"ECDSA\"", "is an unknown field")]
    [InlineData("Certificate", "spec/dnsNames", "\"a\"", "breaks type")]
    [InlineData("Issuer", "spec/selfsigned", "{}", "is an unknown field")]
    [InlineData("ServiceMonitor", "spec/endpoints/0/intervall", "\"30s\"", "is an unknown field")]
    [InlineData("ServiceMonitor", "spec/endpoints", "{}", "breaks type")]
    [InlineData("PrometheusRule", "spec/groups/0/rules/0/exp", "\"1\"", "is an unknown field")]
    [InlineData("PrometheusRule", "spec/groups/0/rules", "{}", "breaks type")]
    [InlineData("Deployment", "spec/template/spec/containers/0/imagePullPolicyy", "\"Always\"", "is an unknown field")]
    [InlineData("Deployment", "spec/template/spec/containers/0/ports/0/containerPort", "\"https\"", "breaks type")]
    public async Task Refuses_a_fault(string kind, string field, string value, string problem)
    {
        var sound = (await Rendered.Value).First(item => (string?)item["kind"] == kind && item.Count > 3);
        var faulty = sound.DeepClone();
        Set(faulty, field.Split('/'), JsonNode.Parse(value));

        var problems = await SchemaOracle.ProblemsAsync([sound, faulty]);

        problems[0].ShouldBeEmpty();
        problems[1].ShouldContain(found => found.StartsWith($"/{field} {problem}", StringComparison.Ordinal), string.Join('\n', problems[1]));
    }

    [OracleFact]
    public async Task Refuses_a_kind_that_nobody_publishes_and_a_version_that_is_gone()
    {
        var problems = await SchemaOracle.ProblemsAsync(
        [
            JsonNode.Parse("""{"apiVersion":"v1","kind":"Pods"}""")!,
            JsonNode.Parse("""{"apiVersion":"monitoring.coreos.com/v7","kind":"ServiceMonitor"}""")!,
        ]);

        problems.ShouldAllBe(found => found.Single().EndsWith("has no published schema", StringComparison.Ordinal));
    }

    [OracleFact]
    public async Task Refuses_what_is_missing_and_takes_any_key_where_keys_are_free()
    {
        var problems = await SchemaOracle.ProblemsAsync(
        [
            JsonNode.Parse("""{"apiVersion":"v1","kind":"Pod","metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"image":"a"}]}}""")!,
            JsonNode.Parse("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"annotations":{"a":"b"}},"data":{"any":"thing"}}""")!,
        ]);

        problems[0].Single().ShouldBe("""/spec/containers/0 breaks required {"missingProperty":"name"}""");
        problems[1].ShouldBeEmpty();
    }

    private static async Task<JsonObject[]> RenderAsync()
    {
        var rendered = await ChartTool.TemplateUpgradeAsync(
            "--kube-version", "v1.33.0", "--values", ChartTool.Preset("cert-manager"), "--set",
            "metrics.prometheusRule.enabled=true,metrics.serviceMonitor.enabled=true,autoscaling.enabled=true,validatingPolicy.enabled=true");
        rendered.ExitCode.ShouldBe(0, rendered.Errors);
        return [.. YamlToJson.All(rendered.Output).OfType<JsonObject>()];
    }

    private static void Set(JsonNode node, string[] field, JsonNode? value)
    {
        foreach (var part in field[..^1])
        {
            node = (node is JsonArray list ? list[int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)] : node[part])!;
        }

        node[field[^1]] = value;
    }
}
