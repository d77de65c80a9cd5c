using System.Text.Json.Nodes;
using Injector.EndToEnd.Tests.Webhooks;

namespace Injector.EndToEnd.Tests.Certificates;

/// <summary>What a chart installs: a mutating configuration with two entries and a validating one, none of which knows an authority unless told.</summary>
internal static class WebhookConfigurations
{
    internal static IEnumerable<(string Collection, JsonObject Configuration)> WithoutRules(string name, Uri address)
    {
        foreach (var (collection, configuration) in For(name, address, authorityPem: null).ToArray())
        {
            foreach (var entry in configuration["webhooks"]!.AsArray())
            {
                entry!.AsObject().Remove("rules");
            }

            yield return (collection, configuration);
        }
    }

    internal static IEnumerable<(string Collection, JsonObject Configuration)> For(string name, Uri address, string? authorityPem)
    {
        var mutating = new MutatingWebhook(name, address, authorityPem ?? "", name).ToConfiguration();
        var fail = mutating["webhooks"]![0]!.AsObject();
        if (authorityPem is null)
        {
            fail["clientConfig"]!.AsObject().Remove("caBundle");
        }

        var ignore = fail.DeepClone().AsObject();
        ignore["name"] = $"ignored.{fail["name"]}";
        ignore["failurePolicy"] = "Ignore";
        ignore["namespaceSelector"]!["matchLabels"]![MutatingWebhook.LabelKey] = $"{name}-ignored";
        mutating["webhooks"]!.AsArray().Add((JsonNode)ignore);
        yield return ("mutatingwebhookconfigurations", mutating);

        var check = fail.DeepClone().AsObject();
        check.Remove("reinvocationPolicy");
        check["rules"]![0]!["resources"] = new JsonArray("services");
        yield return ("validatingwebhookconfigurations", new JsonObject
        {
            ["apiVersion"] = "admissionregistration.k8s.io/v1",
            ["kind"] = "ValidatingWebhookConfiguration",
            ["metadata"] = new JsonObject { ["name"] = name },
            ["webhooks"] = new JsonArray(check),
        });
    }
}
