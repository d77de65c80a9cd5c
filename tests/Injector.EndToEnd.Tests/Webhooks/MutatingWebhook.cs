using System.Text;
using System.Text.Json.Nodes;

namespace Injector.EndToEnd.Tests.Webhooks;

/// <summary>An entry of a MutatingWebhookConfiguration that has a server on this machine called for pods of labelled namespaces.</summary>
/// <param name="Name">Name of the configuration; API servers call webhooks in the order of these names.</param>
/// <param name="Address">Where the server listens.</param>
/// <param name="AuthorityPem">The authority of its certificate.</param>
/// <param name="NamespaceLabel">Value of <see cref="LabelKey"/> that a namespace must have.</param>
internal sealed record MutatingWebhook(string Name, Uri Address, string AuthorityPem, string NamespaceLabel)
{
    /// <summary>The label that keeps the webhooks of tests out of each other's namespaces.</summary>
    internal const string LabelKey = "end-to-end.test/webhook";

    /// <summary><c>Fail</c>, unlike the product's default, so that no failed call goes unseen.</summary>
    internal string FailurePolicy { get; init; } = "Fail";

    /// <summary>The name by which the API server calls it in messages.</summary>
    internal string FullName => $"{Name}.end-to-end.test";

    internal JsonObject ToConfiguration() => new()
    {
        ["apiVersion"] = "admissionregistration.k8s.io/v1",
        ["kind"] = "MutatingWebhookConfiguration",
        ["metadata"] = new JsonObject { ["name"] = Name },
        ["webhooks"] = new JsonArray(new JsonObject
        {
            ["name"] = FullName,
            ["clientConfig"] = new JsonObject
            {
                ["url"] = new Uri(Address, "/mutate").ToString(),
                ["caBundle"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(AuthorityPem)),
            },
            ["rules"] = new JsonArray(JsonNode.Parse("""
                {"operations": ["CREATE"], "apiGroups": [""], "apiVersions": ["v1"], "resources": ["pods"], "scope": "Namespaced"}
                """)),
            ["namespaceSelector"] = new JsonObject { ["matchLabels"] = new JsonObject { [LabelKey] = NamespaceLabel } },
            ["sideEffects"] = "None",
            ["timeoutSeconds"] = 5,
            ["reinvocationPolicy"] = "IfNeeded",
            ["failurePolicy"] = FailurePolicy,
            ["admissionReviewVersions"] = new JsonArray("v1"),
        }),
    };
}
