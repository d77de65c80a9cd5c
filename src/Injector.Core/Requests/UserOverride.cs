namespace Injector.Core.Requests;

/// <summary>The user that an annotation sets for the containers of a profile.</summary>
/// <param name="Number">Its number; <see langword="null"/> for none, which leaves the user to the image or the platform.</param>
internal readonly record struct UserOverride(int? Number);
