using System.Collections.Immutable;
using Injector.Core.Profiles;
using Injector.Core.Profiles.Templates;
using Injector.Yaml.Nodes;
using Injector.Profiles.Schema;

namespace Injector.Profiles.Reading;

/// <summary>Reads the configuration files that a profile generates.</summary>
internal static class FileReader
{
    /// <summary>Max length of an annotation name after the slash.</summary>
    private const int MaxAnnotationNameLength = 63;

    /// <summary>Reads a list of files.</summary>
    internal static ImmutableArray<ProfileFile> Read(IReadOnlyList<TreeNode> items, string profile, SpecContext context)
    {
        var files = ImmutableArray.CreateBuilder<ProfileFile>();
        foreach (var item in items)
        {
            if (StrictFields.Open(item, context.Errors, "name", "content", "text", "generated", "$when") is not { } fields
                || fields.RequiredText("name") is not { } name)
            {
                continue;
            }

            CheckName(fields, name, profile);
            var file = ReadOne(fields, name, context);
            if (files.Any(other => other.Name == name && (other.When is null || file.When is null)))
            {
                fields.Wrong("name", $"there are two files '{name}'; only with a $when on each can they share a name");
            }

            files.Add(file);
        }

        return files.ToImmutable();
    }

    /// <summary>Max length of a file name in a profile, in characters.</summary>
    internal static int MaxNameLength(string profile) => MaxAnnotationNameLength - profile.Length - 1;

    private static ProfileFile ReadOne(StrictFields fields, string name, SpecContext context)
    {
        var text = fields.Text("text");
        var asText = fields.Node("content") is { } source ? context.Templates.ReadFileText(source) : null;
        var content = asText ?? (fields.Node("content") is { } tree ? context.Templates.Read(tree, FieldType.Any) : null);
        var isGenerated = fields.Node("generated") is not null && fields.Word("generated", "ambassador") is "ambassador";
        if (new[] { fields.Node("text") is not null, content is not null, isGenerated }.Count(given => given) != 1)
        {
            fields.Wrong("name", "a file has one of 'content' (a tree that becomes JSON, or a text as it is, both with variables), 'text' (constant) and 'generated' (written by a generator)");
        }

        if (text is not null && TemplateTextParser.TryParse(text, textOnly: true, out var template, out _) && template is not TemplateNode.Literal)
        {
            fields.Wrong("text", "'text' is never a template, so a variable in it would stay as it is written; call the field 'content', where variables are replaced and $$( stands for a literal $(");
        }

        return new ProfileFile(name, content, text, context.Templates.ReadWhen(fields.Mapping)) { IsText = asText is not null, IsAmbassador = isGenerated };
    }

    private static void CheckName(StrictFields fields, string name, string profile)
    {
        var longest = MaxNameLength(profile);
        if (name.Length == 0 || name.Length > longest || !char.IsAsciiLetterOrDigit(name[0]) || !char.IsAsciiLetterOrDigit(name[^1])
            || name.Any(character => !char.IsAsciiLetterOrDigit(character) && character is not ('-' or '_' or '.')))
        {
            fields.Wrong("name", $"'{name}' is not a file name for this profile: it travels in the annotation config.injector.io/{profile}.<file>, "
                + $"so it has at most {longest} letters, digits, '-', '_' and '.', with a letter or digit at both ends");
        }
    }
}
