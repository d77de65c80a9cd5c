namespace Injector.Ambassador.Texts;

/// <summary>Something that the user wrote and that cannot be.</summary>
/// <param name="Source">Field of the profile's section that it came from.</param>
/// <param name="Message">Where, what, which rule, and what to write instead.</param>
internal readonly record struct Problem(string Source, string Message);
