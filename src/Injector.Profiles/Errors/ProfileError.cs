namespace Injector.Profiles.Errors;

/// <summary>An error in a profile, with its location.</summary>
/// <param name="File">The file, as it was named when it was loaded.</param>
/// <param name="Line">Line in the file, from 1; 0 for an error in the whole file.</param>
/// <param name="Column">Column in the line, from 1; 0 for an error in the whole file.</param>
/// <param name="FieldPath">The field, such as <c>spec.sidecars[0].container.image</c>; empty for an error in the whole document.</param>
/// <param name="Message">What is wrong and what to write instead.</param>
public sealed record ProfileError(string File, int Line, int Column, string FieldPath, string Message)
{
    /// <summary>The error on one line, starting with the location, as compilers write it.</summary>
    public override string ToString()
    {
        var place = Line > 0 ? $"{File}:{Line}:{Column}" : File;
        return FieldPath.Length > 0 ? $"{place}: {FieldPath}: {Message}" : $"{place}: {Message}";
    }
}
