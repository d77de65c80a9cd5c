using System.Collections.Immutable;
using Injector.Core.Profiles;
using Injector.Yaml.Nodes;
using Injector.Profiles.Schema;

namespace Injector.Profiles.Reading;

/// <summary>Reads the warnings that a profile gives to the authors of pods that request it.</summary>
internal static class WarningReader
{
    /// <summary>Reads a list of warnings.</summary>
    internal static ImmutableArray<ProfileWarning> Read(IReadOnlyList<TreeNode> items, SpecContext context)
    {
        var warnings = ImmutableArray.CreateBuilder<ProfileWarning>();
        foreach (var item in items)
        {
            if (StrictFields.Open(item, context.Errors, "$when", "text") is { } fields && fields.RequiredText("text") is not null)
            {
                warnings.Add(new ProfileWarning(
                    context.Templates.Read(fields.Node("text")!, FieldType.Text),
                    context.Templates.ReadWhen(fields.Mapping)));
            }
        }

        return warnings.ToImmutable();
    }
}
