using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Injector.Core.Plans;
using Injector.Core.Profiles;
using Injector.Grammar.Json;

namespace Injector.Core.Rendering;

/// <summary>Builds the variables for the application from a rendered profile: its own first, then those of its ambassador.</summary>
internal static class ApplicationVariables
{
    /// <summary>The separator of appended values, unless the profile states another.</summary>
    public const string DefaultSeparator = " ";

    public static ImmutableArray<PreparedVariable> Prepare(
        SidecarProfile profile, IEnumerable<JsonObject> rendered, ImmutableArray<KeyValuePair<string, ImmutableArray<KeyValuePair<string, string>>>> upstreams)
    {
        JsonObject[] variables = [.. rendered];
        var groups = Groups(profile, variables);
        var prepared = ImmutableArray.CreateBuilder<PreparedVariable>(variables.Length);
        foreach (var variable in variables)
        {
            prepared.Add(Variable(variable, groups));
        }

        foreach (var (upstream, own) in upstreams)
        {
            var group = new VariableGroup([.. own.Select(variable => variable.Key)]) { Subject = upstream };
            foreach (var (name, value) in own)
            {
                prepared.Add(new PreparedVariable(new PlannedItem(name, RelaxedJson.Bytes(new JsonObject { ["name"] = name, ["value"] = value })), group) { Value = value });
            }
        }

        return prepared.DrainToImmutable();
    }

    private static VariableGroup[] Groups(SidecarProfile profile, JsonObject[] variables) => profile.Groups.IsEmpty
        ? []
        : [.. profile.Groups.Where(group => group.Kind is GroupKind.Env)
            .Select(group => new VariableGroup([.. variables.Select(Name).Where(group.Holds)]) { Source = group })
            .Where(group => !group.Names.IsEmpty)];

    private static PreparedVariable Variable(JsonObject variable, VariableGroup[] groups)
    {
        var name = Name(variable);
        var isAppended = variable["merge"].AsText() is "append";
        var separator = variable["separator"].AsText() ?? DefaultSeparator;
        var isRequired = variable["required"].AsBoolean() ?? false;
        variable.Remove("merge");
        variable.Remove("separator");
        variable.Remove("required");
        return new PreparedVariable(new PlannedItem(name, RelaxedJson.Bytes(variable)), Array.Find(groups, group => group.Names.Contains(name)))
        {
            Separator = isAppended ? separator : null,
            IsRequired = isRequired,
            Value = variable["valueFrom"] is null ? variable["value"].AsText() ?? "" : null,
        };
    }

    private static string Name(JsonObject variable) => variable["name"].AsText() ?? "";
}
