using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Core.Requests;
using Injector.Grammar.Json;

namespace Injector.Core.Rendering;

/// <summary>Applies annotation overrides to a container: one value at a time, never a whole section.</summary>
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
            container.ChildObject("resources").ChildObject(section)[name] = quantity;
        }

        ResourceBounds.LowerRequests(overrides, container);
        if (!overrides.Env.IsEmpty)
        {
            SetEnv(container, overrides.Env);
        }
    }

    private static void SetEnv(JsonObject container, ImmutableArray<KeyValuePair<string, string>> variables)
    {
        if (container["env"] is not JsonArray env)
        {
            env = [];
            container["env"] = env;
        }

        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < env.Count; i++)
        {
            places.TryAdd(env[i].Member("name").AsText() ?? "", i);
        }

        foreach (var (name, value) in variables)
        {
            var variable = new JsonObject { ["name"] = name, ["value"] = value };
            if (places.TryAdd(name, env.Count))
            {
                env.Add((JsonNode)variable);
            }
            else
            {
                env[places[name]] = variable;
            }
        }
    }
}
