namespace Injector.Profiles.Schema;

/// <summary>The type of a field of the Pod schema.</summary>
/// <param name="Kind">The kind of its values.</param>
/// <param name="Item">Type of the items of a list or of the values of a map.</param>
/// <param name="ObjectName">Name of the object type.</param>
/// <param name="Values">The allowed values of a text; empty when any is allowed.</param>
internal sealed record FieldType(FieldKind Kind, FieldType? Item = null, string? ObjectName = null, string[]? Values = null)
{
    /// <summary>Any value: the content of a generated file.</summary>
    internal static FieldType Any { get; } = new(FieldKind.Any);

    /// <summary>Text, such as a warning.</summary>
    internal static FieldType Text { get; } = new(FieldKind.Text);

    /// <summary>A map of texts: labels, annotations.</summary>
    internal static FieldType TextMap { get; } = new(FieldKind.Map, new FieldType(FieldKind.Text));

    /// <summary>A port number.</summary>
    internal static FieldType Integer { get; } = new(FieldKind.Integer);

    /// <summary>A 64-bit integer, such as seconds.</summary>
    internal static FieldType LongInteger { get; } = new(FieldKind.LongInteger);

    /// <summary>Whether only text is allowed, so that a variable of any type is written as text.</summary>
    internal bool TakesOnlyText => Kind is FieldKind.Text or FieldKind.Time;

    /// <summary>An object of a named type.</summary>
    internal static FieldType Of(string objectName) => new(FieldKind.Object, ObjectName: objectName);

    /// <summary>A list of objects of a named type.</summary>
    internal static FieldType ListOf(string objectName) => new(FieldKind.List, Of(objectName));

    /// <summary>The allowed values, for error messages.</summary>
    internal string Describe() => Kind switch
    {
        FieldKind.Text when Values is not null => $"one of {string.Join(", ", Values.Where(word => word.Length > 0))}",
        FieldKind.Text => "text",
        FieldKind.Time => "a time as text",
        FieldKind.Integer or FieldKind.LongInteger => "a whole number",
        FieldKind.Boolean => "true or false",
        FieldKind.Quantity => "a quantity such as 250m or 64Mi",
        FieldKind.NumberOrText => "a whole number or text",
        FieldKind.List => "a list",
        FieldKind.Map or FieldKind.Object => "an object",
        _ => "anything",
    };
}

/// <summary>The kinds of values in the Pod schema.</summary>
internal enum FieldKind
{
    /// <summary>Any value.</summary>
    Any,

    /// <summary>Text.</summary>
    Text,

    /// <summary>A 32-bit integer.</summary>
    Integer,

    /// <summary>A 64-bit integer.</summary>
    LongInteger,

    /// <summary>A boolean.</summary>
    Boolean,

    /// <summary>A quantity, as text or number.</summary>
    Quantity,

    /// <summary>A port number or the name of a port.</summary>
    NumberOrText,

    /// <summary>A timestamp as text.</summary>
    Time,

    /// <summary>Values in order.</summary>
    List,

    /// <summary>An object with arbitrary names.</summary>
    Map,

    /// <summary>An object with the fields of its type.</summary>
    Object,
}

/// <summary>An object type of the Pod schema.</summary>
/// <param name="Name">Its name in the API reference.</param>
/// <param name="Fields">Its fields by name.</param>
/// <param name="Required">The required fields, in ordinal order.</param>
internal sealed record ObjectType(string Name, IReadOnlyDictionary<string, FieldType> Fields, string[] Required);
