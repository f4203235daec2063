import LaunchCore
