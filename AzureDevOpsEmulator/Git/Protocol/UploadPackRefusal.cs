namespace AzureDevOpsEmulator.Git.Protocol;

/// <summary>A well-formed request that cannot be met. Git hears of it in an ERR packet, with status 200.</summary>
internal sealed class UploadPackRefusal(string message) : Exception(message);
