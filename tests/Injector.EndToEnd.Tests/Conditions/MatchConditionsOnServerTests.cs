using System.Text.Json.Nodes;
using Injector.Testing.ControlPlane;

namespace Injector.EndToEnd.Tests.Conditions;

/// <summary>
/// The match conditions of the chart, evaluated by an API server. Nobody listens where the entries point, and they are not to be ignored:
/// a pod that is sent fails, and one that is kept back is taken.
/// </summary>
[Collection(SharedControlPlane.Name)]
public sealed class MatchConditionsOnServerTests(ControlPlaneFixture fixture)
{
    private const string Configurations = "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations";
    private const string Name = "kept-back.end-to-end.test";

    [ControlPlaneFact("1.28")]
    public Task An_API_server_keeps_back_what_is_out_of_the_question() => SentAsync(
        [],
        ("{}", true),
        ("""{"example.com/a":"b"}""", true),
        ("""{"injector.io/inject":"logging"}""", true),
        ("""{"injector.io/inject":"false"}""", false),
        ("""{"kubernetes.io/config.mirror":"a1"}""", false));

    [ControlPlaneFact("1.28")]
    public Task An_API_server_keeps_back_pods_without_an_annotation_where_only_annotated_ones_are_wanted() => SentAsync(
        ["--set", "webhook.matchConditions.annotatedPodsOnly=true"],
        ("{}", false),
        ("""{"example.com/a":"b"}""", false),
        ("""{"injector.io/inject":"logging"}""", true));

    private async Task SentAsync(string[] values, params (string Annotations, bool IsSent)[] pods)
    {
        var label = new Dictionary<string, string> { ["end-to-end.test/webhook"] = Name };
        var collection = $"/api/v1/namespaces/{await fixture.NewNamespaceAsync(label)}/pods";
        foreach (var (entry, conditions) in await RenderedConditions.OfWebhooksAsync(values))
        {
            await fixture.Client.CreateAsync(Configurations, Configuration(conditions, label)).EnsureAsync();
            try
            {
                await fixture.Client.WaitForDryRunAsync(collection, Pod(pods.First(pod => pod.IsSent).Annotations), answer => !answer.IsSuccess);
                foreach (var (annotations, isSent) in pods)
                {
                    var answer = await fixture.Client.CreateAsync(collection, Pod(annotations), dryRun: true);
                    answer.IsSuccess.ShouldBe(!isSent, $"{entry} {annotations}: {answer.Text}");
                    answer.Message.ShouldContain(isSent ? $"failed calling webhook \"{Name}\"" : "");
                }
            }
            finally
            {
                await fixture.Client.DeleteAsync($"{Configurations}/{Name}").EnsureAsync();
            }

            await fixture.Client.WaitForDryRunAsync(collection, Pod("{}"), answer => answer.IsSuccess);
        }
    }

    private static JsonObject Pod(string annotations) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Pod",
        ["metadata"] = new JsonObject { ["name"] = "web", ["annotations"] = JsonNode.Parse(annotations) },
        // Pods with the annotation of a mirror have to be on a node.
        ["spec"] = JsonNode.Parse("""{"nodeName":"node","containers":[{"name":"web","image":"example.test/web"}]}"""),
    };

    private static JsonObject Configuration(Dictionary<string, string> conditions, Dictionary<string, string> label) => new()
    {
        ["apiVersion"] = "admissionregistration.k8s.io/v1",
        ["kind"] = "MutatingWebhookConfiguration",
        ["metadata"] = new JsonObject { ["name"] = Name },
        ["webhooks"] = new JsonArray(new JsonObject
        {
            ["name"] = Name,
            ["clientConfig"] = new JsonObject { ["url"] = "https://127.0.0.1:1/mutate" },
            ["rules"] = new JsonArray(JsonNode.Parse("""{"operations":["CREATE"],"apiGroups":[""],"apiVersions":["v1"],"resources":["pods"]}""")),
            ["namespaceSelector"] = new JsonObject { ["matchLabels"] = new JsonObject(label.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))) },
            ["matchConditions"] = new JsonArray([.. conditions.Select(JsonNode (condition) => new JsonObject { ["name"] = condition.Key, ["expression"] = condition.Value })]),
            ["sideEffects"] = "None",
            ["timeoutSeconds"] = 5,
            ["failurePolicy"] = "Fail",
            ["admissionReviewVersions"] = new JsonArray("v1"),
        }),
    };
}
