using Injector.Grammar.Messages;

namespace Injector.Profiles.Lint;

/// <summary>Something in a profile that loads but probably does not do what its author wants. It never prevents a profile from being used.</summary>
/// <param name="Code">The kind of warning, such as <c>untagged-image</c>: stable, for people and tools.</param>
/// <param name="File">The file, as it was named when it was loaded.</param>
/// <param name="Line">Line in the file, from 1; 0 when the profile did not come from a text.</param>
/// <param name="Column">Column in the line, from 1; 0 when the profile did not come from a text.</param>
/// <param name="FieldPath">The field, such as <c>spec.sidecars[0].container.image</c>.</param>
/// <param name="Message">What happens and what to write instead. A secret is never quoted.</param>
public sealed record LintWarning(string Code, string File, int Line, int Column, string FieldPath, string Message)
{
    /// <summary>Max length of <see cref="Short"/>, in UTF-16 characters: what API servers pass on of an admission warning.</summary>
    public const int MaxShort = 120;

    private const string More = "; injector profiles lint says more";

    /// <summary>The warning on one line, starting with the location, as compilers write it.</summary>
    public override string ToString() => $"{(Line > 0 ? $"{File}:{Line}:{Column}" : File)}: warning: {FieldPath}: {Message} ({Code})";

    /// <summary>Code, location and the command that explains more, in at most <see cref="MaxShort"/> characters.</summary>
    public string Short
    {
        get
        {
            var room = MaxShort - More.Length - Code.Length - 2;
            return $"{Code}: {DisplayText.Of(FieldPath).Cut(room)}{More}";
        }
    }
}
