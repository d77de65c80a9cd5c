using System.Buffers;
using System.Collections.Immutable;
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
        SidecarProfile profile, JsonDraftNode rendered, ImmutableArray<KeyValuePair<string, ImmutableArray<KeyValuePair<string, string>>>> upstreams)
    {
        var groups = Groups(profile, rendered);
        var prepared = new JsonItems<PreparedVariable>();
        foreach (var (_, variable) in rendered)
        {
            if (variable.IsObject)
            {
                prepared.Add(Variable(variable, groups));
            }
        }

        foreach (var (upstream, own) in upstreams)
        {
            var group = new VariableGroup([.. own.Select(variable => variable.Key)]) { Subject = upstream };
            foreach (var (name, value) in own)
            {
                prepared.Add(new PreparedVariable(new PlannedItem(name, Json(name, value)), group) { Value = value });
            }
        }

        return prepared.ToImmutable();
    }

    private static VariableGroup[] Groups(SidecarProfile profile, JsonDraftNode variables)
    {
        if (profile.Groups.IsEmpty)
        {
            return [];
        }

        var names = new List<string>();
        foreach (var (_, variable) in variables)
        {
            if (variable.IsObject)
            {
                names.Add(Name(variable));
            }
        }

        return
        [
            .. profile.Groups.Where(group => group.Kind is GroupKind.Env)
                .Select(group => new VariableGroup([.. names.Where(group.Holds)]) { Source = group })
                .Where(group => !group.Names.IsEmpty),
        ];
    }

    private static ReadOnlyMemory<byte> Json(string name, string value)
    {
        var json = new ArrayBufferWriter<byte>(name.Length + value.Length + 32);
        json.Write("{\"name\":"u8);
        JsonTextWriter.WriteQuoted(json, name);
        json.Write(",\"value\":"u8);
        JsonTextWriter.WriteQuoted(json, value);
        json.Write("}"u8);
        return json.WrittenMemory;
    }

    private static PreparedVariable Variable(JsonDraftNode variable, VariableGroup[] groups)
    {
        var name = Name(variable);
        var isAppended = variable.Member("merge").AsText() is "append";
        var separator = variable.Member("separator").AsText() ?? DefaultSeparator;
        var isRequired = variable.Member("required").AsBoolean() ?? false;
        variable.Remove("merge");
        variable.Remove("separator");
        variable.Remove("required");
        return new PreparedVariable(new PlannedItem(name, variable.Bytes()), Array.Find(groups, group => group.Names.Contains(name)))
        {
            Separator = isAppended ? separator : null,
            IsRequired = isRequired,
            Value = variable.Member("valueFrom").Exists ? null : variable.Member("value").AsText() ?? "",
        };
    }

    private static string Name(JsonDraftNode variable) => variable.Member("name").AsText() ?? "";
}
