namespace Injector.Profiles.Schema;

/// <summary>An object type of the Pod schema.</summary>
/// <param name="Name">Its name in the API reference.</param>
/// <param name="Fields">Its fields by name.</param>
/// <param name="Required">The fields that must be there, in ordinal order.</param>
internal sealed record ObjectType(string Name, IReadOnlyDictionary<string, FieldType> Fields, string[] Required);
