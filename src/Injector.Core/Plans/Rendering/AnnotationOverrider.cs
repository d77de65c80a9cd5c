using System.Text.Json.Nodes;
using Injector.Core.Decisions.Requests;
using Injector.Core.Json;

namespace Injector.Core.Plans.Rendering;

/// <summary>Sets what annotations override on a container: one value at a time, never a whole section, and the request under a limit.</summary>
internal static class AnnotationOverrider
{
    public static void Apply(AnnotationOverrides overrides, JsonObject container)
    {
        if (overrides.Image is { } image)
        {
            container["image"] = image;
        }

        foreach (var (section, name, quantity) in overrides.Resources)
        {
            Child(Child(container, "resources"), section)[name] = quantity;
        }

        ResourceBounds.LowerRequests(overrides, container);
        foreach (var (name, value) in overrides.Env)
        {
            SetEnv(container, name, value);
        }
    }

    private static JsonObject Child(JsonObject parent, string name)
    {
        if (parent[name] is not JsonObject child)
        {
            child = [];
            parent[name] = child;
        }

        return child;
    }

    private static void SetEnv(JsonObject container, string name, string value)
    {
        if (container["env"] is not JsonArray env)
        {
            env = [];
            container["env"] = env;
        }

        var variable = new JsonObject { ["name"] = name, ["value"] = value };
        for (var i = 0; i < env.Count; i++)
        {
            if (env[i].Member("name").AsText() == name)
            {
                env[i] = variable;
                return;
            }
        }

        env.Add((JsonNode)variable);
    }
}
