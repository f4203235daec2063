import LaunchCore
import GRDB
import Yams
import AsyncHTTPClient
import CCMarkGFM
import Crypto
