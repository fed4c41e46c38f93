using System.Runtime.InteropServices;

namespace Notify.Sdk.CrashWorker;

/// <summary>Signals of Linux. A process that gets SIGKILL or SIGSTOP has no say in it.</summary>
public static class Signals
{
    private const int Kill = 9;
    private const int Continue = 18;
    private const int Stop = 19;

    /// <summary>Ends this process between two instructions.</summary>
    public static void KillMyself() => Send(Environment.ProcessId, Kill);

    /// <summary>Stops every thread of this process.</summary>
    public static void StopMyself() => Send(Environment.ProcessId, Stop);

    /// <summary>Lets a stopped process go on.</summary>
    public static void Wake(int process) => Send(process, Continue);

    private static void Send(int process, int signal) => _ = SendSignal(process, signal);

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}
