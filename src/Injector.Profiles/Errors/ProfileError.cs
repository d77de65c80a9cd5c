namespace Injector.Profiles.Errors;

/// <summary>Something wrong in a profile, with the place to look at.</summary>
/// <param name="File">The file, as it was named when it was loaded.</param>
/// <param name="Line">Line in the file, from 1; 0 when the whole file is meant.</param>
/// <param name="Column">Column in the line, from 1; 0 when the whole file is meant.</param>
/// <param name="FieldPath">The field, such as <c>spec.sidecars[0].container.image</c>; empty when the whole document is meant.</param>
/// <param name="Message">What is wrong and what to write instead.</param>
public sealed record ProfileError(string File, int Line, int Column, string FieldPath, string Message)
{
    /// <summary>Writes the error on one line, the place first, as compilers do.</summary>
    public override string ToString()
    {
        var place = Line > 0 ? $"{File}:{Line}:{Column}" : File;
        return FieldPath.Length > 0 ? $"{place}: {FieldPath}: {Message}" : $"{place}: {Message}";
    }
}
