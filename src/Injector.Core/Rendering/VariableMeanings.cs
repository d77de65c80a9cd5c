using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Injector.Grammar.Json;

namespace Injector.Core.Rendering;

/// <summary>
/// Assigns numbers to the meanings of variables, independent of their names: variables get the same number if their definitions are equal and their values
/// refer to variables with equal numbers. A name that is not defined before a value is a Service's variable, or is not expanded, and stands for itself.
/// </summary>
internal sealed class VariableMeanings
{
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);

    /// <summary>Reads the next variable of a container.</summary>
    /// <param name="plain">Its definition, from <see cref="VariableDefinition.Plain"/>.</param>
    /// <param name="visible">Numbers of the variables before it, by name; it is added to them.</param>
    /// <param name="undefined">Collects names that are not defined before it.</param>
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

    /// <summary>The meaning of an expression, with numbers instead of names.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="visible">Numbers of the variables that are visible to it, by name.</param>
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

    /// <summary>The meaning of a computed path, with numbers instead of names.</summary>
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
