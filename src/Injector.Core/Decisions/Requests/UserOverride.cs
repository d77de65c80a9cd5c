namespace Injector.Core.Decisions.Requests;

/// <summary>Which user the containers of a profile run as in place of the profile's own.</summary>
/// <param name="Id">Its number; <see langword="null"/> to state none, so that the platform or the image chooses, as OpenShift wants it.</param>
internal readonly record struct UserOverride(long? Id);
