using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Injector.Grammar.Json;

namespace Injector.Core.Rendering;

/// <summary>
/// Numbers for what variables come to, whatever they are called: the same number for those that are defined alike and whose values refer to what has
/// the same number. What nobody defines ahead of a value is a Service's variable, or stays as it is written, and means its name.
/// </summary>
internal sealed class VariableMeanings
{
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);

    /// <summary>Reads the next variable of a container.</summary>
    /// <param name="plain">Its definition, by <see cref="VariableDefinition.Plain"/>.</param>
    /// <param name="visible">Numbers of the variables ahead of it, by name; it is put among them.</param>
    /// <param name="undefined">Where to note names that nobody defines ahead of it.</param>
    public void Define(JsonObject plain, Dictionary<string, int> visible, HashSet<string>? undefined = null)
    {
        var value = plain["value"].AsText() ?? "";
        foreach (var name in undefined is null ? [] : ComputedPath.Names(value))
        {
            if (!visible.ContainsKey(name))
            {
                undefined!.Add(name);
            }
        }

        var text = VariableDefinition.Canonical(plain, Of(value, visible));
        var number = _known.Count;
        visible[plain["name"].AsText() ?? ""] = _known.TryAdd(text, number) ? number : _known[text];
    }

    /// <summary>What an expression comes to, with numbers in place of names.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="visible">Numbers of the variables that it is expanded from, by name.</param>
    public static string Of(string expression, Dictionary<string, int> visible)
    {
        Dictionary<string, string>? numbers = null;
        foreach (var name in ComputedPath.Names(expression))
        {
            if (visible.TryGetValue(name, out var number))
            {
                (numbers ??= new(StringComparer.Ordinal))[name] = string.Create(CultureInfo.InvariantCulture, $"#{number}");
            }
        }

        return numbers is null ? expression : ComputedPath.Renamed(expression, numbers);
    }

    /// <summary>What a computed path comes to, with numbers in place of names.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="variables">The variables that it needs.</param>
    public string Of(string expression, ImmutableArray<JsonObject> variables)
    {
        var visible = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var variable in variables)
        {
            Define(variable, visible);
        }

        return Of(expression, visible);
    }
}
