using System.Collections.Immutable;
using Injector.Core.Requests;
using Injector.Grammar.Json;

namespace Injector.Core.Rendering;

/// <summary>Applies annotation overrides to a container: one value at a time, never a whole section.</summary>
internal static class AnnotationOverrider
{
    public static void Apply(AnnotationOverrides overrides, JsonDraftNode container)
    {
        if (overrides.Image is { } image)
        {
            container.Set("image", image);
        }

        foreach (var (section, name, quantity) in overrides.Resources)
        {
            container.ChildObject("resources").ChildObject(section).Set(name, quantity);
        }

        ResourceBounds.LowerRequests(overrides, container);
        if (!overrides.Env.IsEmpty)
        {
            SetEnv(container, overrides.Env);
        }
    }

    private static void SetEnv(JsonDraftNode container, ImmutableArray<KeyValuePair<string, string>> variables)
    {
        var env = container.ChildArray("env");
        var places = new Dictionary<string, JsonDraftNode>(StringComparer.Ordinal);
        foreach (var (_, variable) in env)
        {
            places.TryAdd(variable.Member("name").AsText() ?? "", variable);
        }

        foreach (var (name, value) in variables)
        {
            if (!places.TryGetValue(name, out var variable))
            {
                places.Add(name, variable = env.AddObject());
            }

            variable.Clear();
            variable.Set("name", name);
            variable.Set("value", value);
        }
    }
}
